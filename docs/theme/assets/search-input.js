// The theme searches on `keyup` alone; text also comes by pasting, dictation, handwriting and input methods.
const field = document.querySelector("[data-md-component=search-query]");

function search() {
  field.dispatchEvent(new KeyboardEvent("keyup"));
}

field?.addEventListener("input", (event) => {
  // What an input method is still composing is no query yet; `compositionend` follows.
  if (!event.isComposing) search();
});
field?.addEventListener("compositionend", search);

// Without a network, and an index that this device never had, nothing was looked through: that is no "no match".
const told = document.querySelector(".md-search-result__meta");
const list = document.querySelector(".md-search-result__list");
const zh = document.documentElement.lang.startsWith("zh");
const sentence = zh
  ? "搜索用的目录没能取到，所以什么也没有搜。搜索要先连上网络用一次：请连上网络，再输入一遍。"
  : "Nothing was searched, because the search index could not be fetched. Search needs a network the first time: connect, then type again.";
let isMissing = false;

function tell() {
  // Another page that says so has told this one too, which may have found something.
  if (isMissing && field.value.trim() && !list.children.length && told.textContent !== sentence) told.textContent = sentence;
}

if (field && told && window.BroadcastChannel) {
  new BroadcastChannel("clearlimit.search").addEventListener("message", ({ data }) => {
    if ((data.lang === "zh") !== zh) return;
    isMissing = data.missing;
    tell();
  });
  // The theme writes there after each answer.
  new MutationObserver(tell).observe(told, { childList: true, characterData: true, subtree: true });
}
