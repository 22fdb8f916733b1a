// For a calculator's page whose module script never starts: the browser is too old, the page was opened as a file, or
// the script did not arrive. Says so in a sentence. In the oldest JavaScript, so that it runs there.
(function () {
  var lost = "";
  addEventListener("error", function (event) {
    var found = /\/(calculator\.[^/]*js)$/.exec((event.target && event.target.src) || "");
    if (found) lost = found[1];
  }, true);
  addEventListener("load", function () {
    var root = document.querySelector("[data-calculator]");
    if (!root || root.hasAttribute("data-begun")) return;
    var texts = JSON.parse(root.getAttribute("data-texts"));
    var place = root.querySelector("[data-alert]");
    var line = document.createElement("p");
    line.setAttribute("role", "alert");
    line.textContent = location.protocol === "file:" ? texts["as-file"] : lost ? texts.network : texts.old;
    place.appendChild(line);
    root.setAttribute("data-state", "failed");
    if (!lost || location.protocol === "file:") return;
    var which = document.createElement("p");
    which.setAttribute("data-which", lost);
    which.textContent = texts.which.replace("{file}", lost).replace("{why}", texts["which-network"]);
    place.appendChild(which);
    var again = document.createElement("button");
    again.type = "button";
    again.className = "md-button";
    again.setAttribute("data-action", "try-again");
    again.textContent = texts.again;
    again.onclick = function () {
      location.reload();
    };
    place.appendChild(again);
  });
})();
