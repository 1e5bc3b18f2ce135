// The set W of PROTOCOL 2: characters that nobody sees and that travel along when people copy text.

export const INVISIBLE =
  "\\u0009-\\u000d\\u0020\\u0085\\u00a0\\u00ad\\u061c\\u1680\\u180e\\u2000-\\u200f\\u2028-\\u202f\\u205f-\\u2064\\u2066-\\u2069\\u3000\\ufe00-\\ufe0f\\ufeff";
