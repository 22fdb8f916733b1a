"""One zip of the whole site for a plain web server without network: `make zip`, or `ZIP=1 make build`.

The same site gives the same bytes: stored, sorted, one date. Compressed copies stay out, since plain servers do not use them.
"""

from __future__ import annotations

from pathlib import Path

from build_scripts.reading.places import BUILD, SITE
from build_scripts.runtime.stored_zip import stored_zip

ZIP = BUILD / "clearlimit-site.zip"
# Beside the site's own files, for whoever unpacks it; its name is the first they look for.
NOTE = "README.txt"
_NOTE = """\
额度明白 / ClearLimit

把这个压缩包解压到任意一台网页服务器的任意目录，再用网址打开。要试用，在解压后的目录里运行：
    python3 -m http.server 8000 --bind 127.0.0.1
然后打开 http://127.0.0.1:8000/ 。
不要直接双击打开 index.html：浏览器不允许以文件方式打开的页面运行脚本模块和后台计算，所以计算器只显示例子，站内链接也会打开目录。
服务器需要认识 .mjs 和 .wasm 这两种文件；不认识时请加上类型 text/javascript 和 application/wasm。

Unpack this archive into any folder of any web server and open it by its web address. To try it, run in the unpacked folder:
    python3 -m http.server 8000 --bind 127.0.0.1
and open http://127.0.0.1:8000/ .
Do not open index.html by double-clicking: browsers let no page that was opened as a file run script modules or
calculate in the background, so the calculators show only their example, and links inside the site open folders.
The server must deliver .mjs and .wasm files; where it refuses them, add the types text/javascript and application/wasm.
"""


def site_zip(site: Path = SITE) -> bytes:
    """The zip of a built site: every file but the compressed copies, and a note on how to serve it."""
    files = {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}
    kept = {name: data for name, data in files.items() if not name.endswith((".br", ".gz"))}
    return stored_zip({**kept, NOTE: _NOTE.encode()})


def build_zip(site: Path = SITE, target: Path = ZIP) -> Path:
    """Writes the zip, in place only when it is whole."""
    part = target.with_suffix(".part")
    part.write_bytes(site_zip(site))
    return part.replace(target)
