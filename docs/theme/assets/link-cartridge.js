// Sections as an IMS Common Cartridge 1.1 of web links: one root item without a title, a module a page, links below modules.
// Importers read the namespace first, want every address absolute and ASCII, and identifiers that begin with a letter.
import { storedZip } from "./stored-zip.js";

const PROFILE = "http://www.imsglobal.org/profile/cc/ccv1p1";
const CC = "http://www.imsglobal.org/xsd/imsccv1p1";
const LOM = "http://ltsc.ieee.org/xsd/imsccv1p1/LOM";
const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n';
const escaped = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
const titled = (text) => `<title>${escaped(text)}</title>`;

// `groups`: [{id, title, links: [{id, title, url}]}]; `lang` as HTML names it.
// `build` is the site's build number, and a link's `digest` what its section says, where one is kept: by them a course can be told what changed.
export function cartridge({ title, description, lang, groups, build }) {
  const says = (name, text) => `<lomimscc:${name}><lomimscc:string language="${lang}">${escaped(text)}</lomimscc:string></lomimscc:${name}>`;
  const item = ({ id, title }) => `<item identifier="i-${id}" identifierref="r-${id}">${titled(title)}</item>`;
  const modules = groups.map((group) => `<item identifier="m-${group.id}">${titled(group.title)}${group.links.map(item).join("")}</item>`);
  const links = groups.flatMap((group) => group.links);
  const resource = ({ id }) => `<resource identifier="r-${id}" type="imswl_xmlv1p1"><file href="wl/${id}.xml"/></resource>`;
  const manifest =
    `<manifest xmlns="${CC}/imscp_v1p1" xmlns:lom="${LOM}/resource" xmlns:lomimscc="${LOM}/manifest" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"` +
    ` identifier="clearlimit-links-${build}" xsi:schemaLocation="${CC}/imscp_v1p1 ${PROFILE}/ccv1p1_imscp_v1p2_v1p0.xsd` +
    ` ${LOM}/resource ${PROFILE}/LOM/ccv1p1_lomresource_v1p0.xsd` +
    ` ${LOM}/manifest ${PROFILE}/LOM/ccv1p1_lommanifest_v1p0.xsd"><metadata><schema>IMS Common Cartridge</schema><schemaversion>1.1.0</schemaversion>` +
    `<lomimscc:lom><lomimscc:general>${says("title", title)}<lomimscc:language>${lang}</lomimscc:language>${says("description", description)}` +
    "</lomimscc:general></lomimscc:lom></metadata>" +
    `<organizations><organization identifier="organization" structure="rooted-hierarchy"><item identifier="root">${modules.join("")}</item>` +
    `</organization></organizations><resources>${links.map(resource).join("")}</resources></manifest>\n`;
  const link = ({ id, title, url, digest }) =>
    `<webLink xmlns="${CC}/imswl_v1p1" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"` +
    ` xsi:schemaLocation="${CC}/imswl_v1p1 ${PROFILE}/ccv1p1_imswl_v1p1.xsd">` +
    `${titled(title)}<url href="${escaped(url)}" target="_blank"/></webLink>\n${digest ? `<!-- clearlimit ${id} ${digest} -->\n` : ""}`;
  const files = { "imsmanifest.xml": HEAD + manifest };
  for (const each of links) files[`wl/${each.id}.xml`] = HEAD + link(each);
  return storedZip(files);
}
