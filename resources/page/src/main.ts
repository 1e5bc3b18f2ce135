export {}; declare const ENGINE_PATH: string; document.documentElement.dataset["engine"] = ENGINE_PATH;
