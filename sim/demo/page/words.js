// What the page says: sentences of the product's catalogue, packed into the page in both languages.

const CATALOGUE = JSON.parse(document.getElementById("words").textContent);
let lang = "zh";

export function speak(language) {
  lang = language === "en" ? "en" : "zh";
  document.documentElement.lang = lang === "zh" ? "zh-CN" : "en";
}

export function language() {
  return lang;
}

export function knows(key) {
  return key in CATALOGUE;
}

// A sentence, its gaps filled. A key that is missing is a fault of ours and is shown as such.
export function say(key, gaps = {}) {
  const both = CATALOGUE[key];
  if (!both) return `⟨${key}⟩`;
  return both[lang === "zh" ? 1 : 0].replace(/\{(\w+)\}/g, (whole, name) => (name in gaps ? String(gaps[name]) : whole));
}

// A name that comes with the data, in the page's language.
export function named(both) {
  if (both == null) return "";
  return typeof both === "string" ? both : (both[lang] ?? both.zh ?? both.en ?? "");
}

export function number(x, digits = 0) {
  if (x == null || !Number.isFinite(x)) return "…";
  return x.toLocaleString(lang === "zh" ? "zh-CN" : "en-GB", {
    minimumFractionDigits: digits, maximumFractionDigits: digits, useGrouping: "min2",
  });
}

export function percent(x, digits = 0) {
  return x == null || !Number.isFinite(x) ? "…" : `${number(100 * x, digits)}%`;
}

export function list(parts) {
  return parts.join(lang === "zh" ? "、" : ", ");
}

// Fill every element that says it wants a sentence.
export function fill(root = document) {
  for (const element of root.querySelectorAll("[data-say]")) element.textContent = say(element.dataset.say);
  for (const element of root.querySelectorAll("[data-label]")) element.setAttribute("aria-label", say(element.dataset.label));
}
