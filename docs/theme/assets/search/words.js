// What is in a query or a text: characters, words, numbers; how they are folded, found and read.

export const lang = self.name === "en" ? "en" : "zh";

// Traditional and simplified, in pairs: the characters that readers of this site may type.
const PAIRS =
  "額额還还貸贷費费幣币銀银機机構构徵征報报賬账帳账戶户號号碼码驗验證证騙骗詐诈財财務务產产經经營营業业員员個个資资質质險险規规則则權权維维護护訴诉訟讼債债負负擔担賠赔償偿標标準准條条約约簽签續续結结終终" +
  "編编線线絡络網网頁页題题類类數数據据庫库時时間间開开關关閉闭問问應应該该說说話话請请認认識识記记錄录計计評评審审議议論论調调談谈課课謝谢讓让變变單单獨独隱隐實实對对導导屬属層层帶带幫帮後后從从慮虑掛挂" +
  "損损擇择換换擴扩斷断會会東东檢检氣气決决沒没淨净減减測测滯滞滿满漲涨為为無无煩烦獎奖現现環环異异當当療疗盜盗監监確确禮礼種种稱称穩稳積积節节範范簡简糾纠級级組组細细給给統统絕绝總总績绩習习聯联職职腦脑" +
  "處处螞蚂蟻蚁補补製制複复見见視视親亲覽览覺觉觸触訂订設设許许詢询試试詳详誤误諮咨譽誉讀读買买賣卖賺赚購购賴赖趕赶輸输轉转辦办過过達达違违遠远適适選选遲迟郵邮錢钱錯错鏈链門门閱阅際际隨随難难電电項项順顺" +
  "須须預预頭头願愿顧顾顯显風风養养餘余體体點点齡龄唄呗價价優优億亿儘尽兒儿內内兩两冊册凍冻劃划動动勢势區区協协參参雙双發发啟启嗎吗圍围圖图團团執执堅坚場场壞坏夠够夥伙學学寶宝專专將将尋寻幾几廣广螢荧輿舆" +
  "強强張张麼么這这來来們们樣样誰谁國国罰罚貼贴匯汇鎖锁聲声觀观極极裡里響响車车領领託托緊紧";
const SIMPLE = new Map(PAIRS.match(/../gu).map((pair) => [...pair]));

// Words that say little about the query: dropped in Chinese (unless nothing else is there), light in English.
export const FILLERS = /怎么办|怎么样|会怎样|怎样|怎么|如何|为什么|什么时候|是什么|什么意思|什么|请问|哪里|哪个|多少|有没有|是不是|能不能|要不要|可不可以|有人说|合适|突然|现在|到底|可以|应该|一直|还是|[吗呢啊吧了的我你]/g;
export const LIGHT = new Set("a about all am an and any are as at be been but by can could did do does for from get had has have he how i if in into is it its just may me my no of off on or our out she should so some that the their them there they this to too up us was we what when where which who why will with would you your".split(" "));
// A pair with one of these is seldom a word.
export const FAINT = /[会是就都也要能被把一很给个有没不]/;
const OTHERWISE = ["pay paid", "lend lent", "sell sold", "fall fell", "steal stolen", "lose lost"];
export const IRREGULAR = new Map(OTHERWISE.flatMap((pair) => [pair.split(" "), pair.split(" ").reverse()]));
export const CHINESE = /[\u3400-\u9fff]/;
// Numbers: what they count, each row one unit; and the words for small ones.
export const UNITS = ["%|percent|per cent", "天|日|days?", "年|years?", "个?月|months?", "点|:00", "倍|times|x", "万", "元|块|yuan", "次|times", "条", "期", "岁"];
export const NUMBER = new RegExp(`\\d[\\d,]*(?:\\.\\d+)?(?: ?(?:${UNITS.join("|")})(?![a-z]))?`);
const COUNTED = /(?:([二两三四五六七八九十])|\b(two|three|four|five|six|seven|eight|nine|ten) )(?=天|日|年|个?月|点|倍|次|期|岁|(?:day|year|month|time)s?\b)/g;
export const SMALL = ["", "", "二 两 two", "三 three", "四 four", "五 five", "六 six", "七 seven", "八 eight", "九 nine", "十 ten"].map((words) => words.split(" "));

// Keeps every character's place, so that a match can be marked in the text as written.
export const fold = (text) => text.toLowerCase().replace(/iz(?=[aei])/g, "is").replace(/licens/g, "licenc").replace(/inquir/g, "enquir").replace(/[‘’]/g, "'");
// A query or name; what is written with or without a space between the scripts is one.
export const plain = (text) =>
  fold(text.normalize("NFKC"))
    .replace(/[\u3400-\u9fff]/g, (sign) => SIMPLE.get(sign) ?? sign)
    .replace(/([\u3400-\u9fff]) (?=\w)|(\w) (?=[\u3400-\u9fff])/g, "$1$2");
export const count = (text, pattern) => text.match(pattern)?.length ?? 0;
export const stem = (word) => word.replace(/^(.{3,})ing$|^(.{4,}?)(?:ed|es|s|e)$|^(.{2,}[^s])s$/, "$1$2$3");
// What may follow a stem in the same word.
export const ENDS = "(?:s|es|ed|ing|e)?\\b";
// A name as a pattern: whole Latin words, '4倍LPR' also as '4 倍 LPR', 'four times' also as 'four-times'.
export const named = (name) =>
  (/^\w/.test(name) ? "\\b" : "") +
  name.replace(/[^\p{L}\p{N} ]/gu, "\\$&").replace(/([\u3400-\u9fff])(?=\w)|(\w)(?=[\u3400-\u9fff])/g, "$1$2 ?").replace(/(\w) (?=\w)/g, "$1[ -]") +
  (/\w$/.test(name) ? "\\b" : "");
// What a text is found by: characters, pairs of them, words, numbers.
export const keys = (text) =>
  (text.match(/[\u3400-\u9fff]+|[a-z]+|\d[\d,]*(?:\.\d+)?/g) ?? []).flatMap((run) => {
    if (!CHINESE.test(run)) return [run.replace(/,/g, "")];
    return [...run].flatMap((sign, at) => (at + 1 < run.length ? [sign, run.slice(at, at + 2)] : [sign]));
  });
// A query as it is looked up, with small numbers before what they count in digits.
export const read = (query) => plain(query).replace(COUNTED, (_, sign, word) => `${SMALL.findIndex((words) => words.includes(sign ?? word))}${sign ? "" : " "}`);
