// What an independent reader of GIFT, gift-pegjs, finds in the text given: as JSON.
import { readFileSync } from "node:fs";

import gift from "gift-pegjs";

process.stdout.write(JSON.stringify(gift.parse(readFileSync(0, "utf8"))));
