// The page shown without a network: it says which pages this device has, and tries again.

const answers = await Promise.all(
  [...document.querySelectorAll("[data-kept] a")].map(async (link) => {
    try {
      link.closest("li").hidden = !(await caches.match(link.href, { ignoreVary: true }));
    } catch {
      // Storage refused: none is shown.
    }
    return !link.closest("li").hidden;
  }),
);
document.querySelector("[data-kept]").hidden = !answers.includes(true);
document.querySelector("[data-none]").hidden = answers.includes(true);

const again = document.querySelector("[data-action=try-again]");
again.hidden = false;
again.addEventListener("click", () => location.reload());
addEventListener("online", () => location.reload());
