// Gives each <iframe data-clearlimit> the height of what it shows. The page inside tells it, and only that frame is changed.
// Its address and its messages are for ever, since courses load it: {clearlimit: 1, height: pixels} comes, and
// {clearlimit: 1, ask: "height"} goes.
(() => {
  const frames = () => [...document.querySelectorAll("iframe[data-clearlimit]")];
  const originOf = (frame) => new URL(frame.src, location.href).origin;

  addEventListener("message", ({ data, source, origin }) => {
    if (!data || data.clearlimit !== 1 || typeof data.height !== "number" || !(data.height > 0 && data.height < 50000)) return;
    for (const frame of frames()) {
      if (frame.contentWindow === source && originOf(frame) === origin) frame.style.height = `${Math.ceil(data.height)}px`;
    }
  });

  // Those that told theirs before this was here; one that is still empty tells it by itself once it has come, and until
  // then is of another origin than the one it is asked under.
  for (const frame of frames()) frame.contentWindow.postMessage({ clearlimit: 1, ask: "height" }, originOf(frame));
})();
