// QR codes for a list of addresses given as JSON: for each its rows, a sign a square, dark ones as 1.
import { readFileSync } from "node:fs";

import { encode } from "uqr";

const addresses = JSON.parse(readFileSync(0, "utf8"));
const rows = (address) => encode(address, { ecc: "M", border: 0 }).data.map((row) => row.map(Number).join(""));
process.stdout.write(JSON.stringify(addresses.map(rows)));
