// For a calculator's page, or the case desk's, whose module script never starts: the browser is too old, the page was opened as
// a file, or the script did not arrive or arrived altered. Says so in a sentence. In the oldest JavaScript, so that it runs there.
(function () {
  var lost = "";
  addEventListener("error", function (event) {
    var found = /\/((calculator|desk)\.[^/]*js)$/.exec((event.target && event.target.src) || "");
    if (found) lost = found[1];
  }, true);
  addEventListener("load", function () {
    var root = document.querySelector("[data-calculator], [data-desk]");
    if (!root || root.hasAttribute("data-begun")) return;
    var texts = JSON.parse(root.getAttribute("data-texts"));
    var isFile = location.protocol === "file:";
    // Whoever knows import maps can read all that our scripts are written in.
    var isNew = window.HTMLScriptElement && HTMLScriptElement.supports && HTMLScriptElement.supports("importmap");
    if (root.hasAttribute("data-desk")) {
      root.querySelector("[data-desk-said]").textContent = isFile ? texts["as-file"] : lost || isNew ? texts.failed : texts.old;
      return;
    }
    var place = root.querySelector("[data-alert]");
    var line = document.createElement("p");
    line.setAttribute("role", "alert");
    line.textContent = isFile ? texts["as-file"] : lost ? texts.network : isNew ? texts.files : texts.old;
    place.appendChild(line);
    root.setAttribute("data-state", "failed");
    if (isFile || !(lost || isNew)) return;
    if (lost) {
      var which = document.createElement("p");
      which.setAttribute("data-which", lost);
      which.textContent = texts.which.replace("{file}", lost).replace("{why}", texts["which-network"]);
      place.appendChild(which);
    }
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
