// Building elements without HTML text: nothing that a share contains can become markup, and Trusted Types has nothing to allow.

export type Child = Node | string | null | false;
type Value = string | number | boolean | undefined | ((event: Event) => void);

export type Attributes = Readonly<Record<string, Value>>;

function put(element: Element, name: string, value: Value): void {
  if (value === undefined || value === false) return;
  if (typeof value === "function") element.addEventListener(name, value);
  else element.setAttribute(name, value === true ? "" : String(value));
}

export function el<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) put(element, name, value);
  element.append(...children.filter((child): child is Node | string => child !== null && child !== false));
  return element;
}

const SVG = "http://www.w3.org/2000/svg";

function shape(tag: string, attributes: Attributes): SVGElement {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) put(element, name, value);
  return element;
}

// Drawn for Lacre on a grid of 20, one stroke of 1.6.
const ICONS = {
  show: ["M1.8 10S4.8 4.4 10 4.4 18.2 10 18.2 10 15.2 15.6 10 15.6 1.8 10 1.8 10Z", "M10 7.6A2.4 2.4 0 1 1 10 12.4 2.4 2.4 0 1 1 10 7.6Z"],
  hide: ["M1.8 10S4.8 4.4 10 4.4 18.2 10 18.2 10 15.2 15.6 10 15.6 1.8 10 1.8 10Z", "M3.6 16.6 16.4 3.4"],
  copy: ["M7.2 6.8H16.2V16.6H7.2Z", "M12.8 6.6V3.4H3.8V13.2H7"],
  check: ["M3.8 10.6 8 14.8 16.4 5.4"],
  clock: ["M10 2.6A7.4 7.4 0 1 1 10 17.4 7.4 7.4 0 1 1 10 2.6Z", "M10 5.8V10.2L13 12"],
  eye: ["M1.8 10S4.8 4.4 10 4.4 18.2 10 18.2 10 15.2 15.6 10 15.6 1.8 10 1.8 10Z", "M10 7.6A2.4 2.4 0 1 1 10 12.4 2.4 2.4 0 1 1 10 7.6Z"],
  person: ["M10 3.2A3.2 3.2 0 1 1 10 9.6 3.2 3.2 0 1 1 10 3.2Z", "M3.6 17C3.9 13.6 6.4 11.8 10 11.8S16.1 13.6 16.4 17"],
  lock: ["M4.6 9H15.4V17H4.6Z", "M6.8 9V6.2A3.2 3.2 0 0 1 13.2 6.2V9", "M10 12.2V13.8"],
  warning: ["M10 3.2 18 16.8H2Z", "M10 8.2V12", "M10 14.4V14.5"],
  link: ["M8.4 11.6A3.2 3.2 0 0 0 13 11.6L16.2 8.4A3.2 3.2 0 0 0 11.6 3.8L10.4 5", "M11.6 8.4A3.2 3.2 0 0 0 7 8.4L3.8 11.6A3.2 3.2 0 0 0 8.4 16.2L9.6 15"],
  offline: ["M3 8.4A10.4 10.4 0 0 1 17 8.4", "M5.8 11.4A6.4 6.4 0 0 1 14.2 11.4", "M10 15.2V15.3", "M3.4 3.4 16.6 16.6"],
  pause: ["M10 2.6A7.4 7.4 0 1 1 10 17.4 7.4 7.4 0 1 1 10 2.6Z", "M8.2 7.2V12.8", "M11.8 7.2V12.8"],
  trash: ["M3.6 5.6H16.4", "M7.6 5.4V3.4H12.4V5.4", "M5.2 5.8 6 17H14L14.8 5.8", "M8.6 8.8V13.8", "M11.4 8.8V13.8"],
  save: ["M10 3V12.4", "M6.2 9 10 12.8 13.8 9", "M3.6 13.6V16.8H16.4V13.6"],
  file: ["M5 2.8H11.6L15.4 6.6V17.2H5Z", "M11.4 3V7H15.2"],
  camera: ["M2.6 6.4H6.2L7.8 4.2H12.2L13.8 6.4H17.4V16H2.6Z", "M10 8.2A2.8 2.8 0 1 1 10 13.8 2.8 2.8 0 1 1 10 8.2Z"],
  mail: ["M2.6 4.8H17.4V15.2H2.6Z", "M3 5.4 10 10.8 17 5.4"],
  plus: ["M10 4.4V15.6", "M4.4 10H15.6"],
  minus: ["M4.4 10H15.6"],
  left: ["M12.4 4.6 7 10 12.4 15.4"],
  right: ["M7.6 4.6 13 10 7.6 15.4"],
  place: ["M10 17.4C6.4 13.6 4.4 10.8 4.4 8.2A5.6 5.6 0 0 1 15.6 8.2C15.6 10.8 13.6 13.6 10 17.4Z", "M10 6.2A2 2 0 1 1 10 10.2 2 2 0 1 1 10 6.2Z"],
  key: ["M7 9.2A3.6 3.6 0 1 1 7 16.4 3.6 3.6 0 1 1 7 9.2Z", "M9.6 10.2 16.4 3.4", "M13.6 6.2 16 8.6"],
  qr: ["M3.4 3.4H8.4V8.4H3.4Z", "M11.6 3.4H16.6V8.4H11.6Z", "M3.4 11.6H8.4V16.6H3.4Z", "M11.6 11.6V13.6H13.6", "M16.6 11.6V12.6", "M11.6 16.6H12.6", "M15.2 16.6H16.6V14.6"],
} as const;

export type IconName = keyof typeof ICONS;

export function icon(name: IconName): SVGElement {
  const drawing = shape("svg", { viewBox: "0 0 20 20", class: "icon", "aria-hidden": "true", focusable: "false" });
  drawing.append(...ICONS[name].map((d) => shape("path", { d })));
  return drawing;
}

/** A ring that fills while a button is held: the length of its stroke is set as it goes. */
export function ring(): { node: SVGElement; fill: (part: number) => void } {
  const node = shape("svg", { viewBox: "0 0 40 40", class: "ring", "aria-hidden": "true", focusable: "false" });
  const track = shape("circle", { cx: 20, cy: 20, r: 17, class: "ring-track" });
  const bar = shape("circle", { cx: 20, cy: 20, r: 17, class: "ring-bar", pathLength: 100, transform: "rotate(-90 20 20)" });
  node.append(track, bar);
  const fill = (part: number): void => bar.style.setProperty("stroke-dashoffset", String(100 - 100 * part));
  fill(0);
  return { node, fill };
}

/** Squares as one drawing: dark on light in every theme, as cameras want it. */
export function squares(matrix: readonly (readonly boolean[])[], label: string): SVGElement {
  const size = matrix.length;
  const node = shape("svg", { viewBox: `0 0 ${size} ${size}`, class: "qr", role: "img", "aria-label": label, "shape-rendering": "crispEdges" });
  const dark = matrix.flatMap((row, y) => row.flatMap((is, x) => (is ? [`M${x} ${y}h1v1h-1Z`] : []))).join("");
  node.append(shape("rect", { width: size, height: size, class: "qr-light" }), shape("path", { d: dark, class: "qr-dark" }));
  return node;
}
