"""What another program than the one that drew it reads in the picture of a QR code, run in the page."""

from __future__ import annotations

from build_scripts.reading.places import ROOT

# Defines jsQR.
DECODER = (ROOT / "node_modules/jsqr/dist/jsQR.js").read_text("utf-8")
READ = """(one) => {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [one.naturalWidth, one.naturalHeight];
  const paper = canvas.getContext('2d');
  paper.drawImage(one, 0, 0);
  return jsQR(paper.getImageData(0, 0, canvas.width, canvas.height).data, canvas.width, canvas.height)?.data;
}"""
