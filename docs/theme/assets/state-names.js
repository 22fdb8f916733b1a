// What a link's places mean, by calculator: the fields, texts that a field is chosen from, and figures.
// Links that people keep rest on it: nothing is ever moved, changed or taken out; what is new comes at the end of its
// list, a new item of the checklist in a block of its own. What is missing here travels under its whole name.

const listed = (text) => text.trim().split(/\s+/);
const items = (text) => ["", "-due", "-example", "-owner", "-evidence"].flatMap((end) => listed(text).map((item) => item + end));

export const TABLES = {
  utilisation: {
    fields: listed(`target target-example line-kind line-limit line-used line-status line-overdue line-due line-rate
      line-overdue-amount plan-money plan-kept plan-order spare scenario-line scenario-repay scenario-spend scenario-limit
      line-example line-name scenario-name pasted pasted-added`),
    words: listed(`yes huabei xinyonggou jiebei xinyongdai credit-card other open frozen highest-rate highest-ratio
      equal-shares`),
    figures: listed(`total-ratio total-ratio-cards highest-ratio repay-total repay-every-line line-ratio line-repay
      plan-months-to-target plan-months-total-to-target plan-months-to-zero plan-interest plan-costs-more plan-missing
      split-highest-ratio split-repay split-missing split-left scenario-total-ratio scenario-highest-ratio`),
  },
  "repayment-habit": {
    fields: listed("months months-example settled-on settled-on-example bills-columns"),
    words: listed("yes"),
    figures: listed("score months-counted leaves-report projected-score slip-score"),
  },
  "borrowing-cost": {
    fields: listed(`principal periods method rate rate-unit fee fee-unit instalment repaid-after income debts overdue
      principal-example periods-example rate-example fee-example instalment-example repaid-after-example income-example
      debts-example`),
    words: listed(`yes equal-instalments equal-principal interest-first single-payment year month day total upfront`),
    figures: listed(`annual-nominal annual-effective total-paid total-cost monthly-payment repayment-share existing-share`),
  },
  checklist: {
    fields: [
      ...listed("audience audience-example carried"),
      ...items(`
      person-no-cash-out person-no-false-papers person-no-account-lending person-no-passing-on
      person-no-speculation person-no-codes-or-screens person-no-paid-repair person-no-borrowing-to-repay
      person-overdue-first person-due-dates person-all-in-cost person-lower-limit person-ask-before-due
      person-dispute-errors person-few-applications person-room-on-every-line person-know-the-lender
      person-keep-statements person-free-reports practitioner-not-for-business practitioner-no-limit-promises
      practitioner-no-false-files practitioner-no-staged-transactions practitioner-no-re-lending
      practitioner-no-unlicensed-credit practitioner-no-client-accounts practitioner-consent-to-query
      practitioner-cost-in-full practitioner-separate-consent practitioner-purpose-in-writing
      practitioner-explain-lateness practitioner-explain-scams practitioner-repayment-source
      practitioner-business-need practitioner-name-the-lender practitioner-record-of-advice
      practitioner-client-gets-report team-no-unlisted-partner team-no-inducing-words team-no-student-loans
      team-no-interest-up-front team-no-new-loans-above-24 team-notice-before-reporting team-disputes-in-20-days
      team-cost-sheet team-cap-that-binds-us team-use-of-funds team-independent-risk-control
      team-impact-assessment team-automated-decisions team-internal-audit team-reputation-risk team-emergency-plan
      team-rule-register team-collection-standard
      `),
    ],
    words: listed("person practitioner team done partly not-yet not-applicable yes"),
    figures: listed("open-items"),
  },
};
