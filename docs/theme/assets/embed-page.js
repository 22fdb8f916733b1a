// A page of ours within another: its colours, as the address asks or else as the system says, and its height, told to the page
// around it. Loaded before anything is painted, so no module.
{
  const root = document.documentElement;
  const asked = new URLSearchParams(location.search).get("scheme");
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const paint = () => {
    const isDark = asked === "dark" || (asked !== "light" && dark.matches);
    root.setAttribute("data-md-color-scheme", isDark ? "slate" : "default");
    root.style.colorScheme = isDark ? "dark" : "light";
  };
  paint();
  dark.addEventListener("change", paint);

  const begin = () => {
    const shown = document.querySelector("main");
    let before = 0;
    // Whoever shows the page may know its height; there is nothing else in the message.
    const tell = () => {
      const height = Math.ceil(shown.getBoundingClientRect().height);
      if (height !== before) parent.postMessage({ clearlimit: 1, height }, "*");
      before = height;
    };
    new ResizeObserver(tell).observe(shown);
    addEventListener("message", ({ source, data }) => {
      if (source !== parent || data?.clearlimit !== 1 || data.ask !== "height") return;
      before = 0;
      tell();
    });
  };
  if (parent !== window) addEventListener("DOMContentLoaded", begin);
}
