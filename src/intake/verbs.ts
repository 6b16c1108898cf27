/** Whether a text opens with a verb, as actions do: "Review …", "To agree …", "i. Ensure …". */
export function startsWithVerb(text: string): boolean {
  const first = /^(?:[([]?[\divxa-h.]{1,6}[)\].:]?\s+)?(?:to\s+|we will\s+|will\s+|continue to\s+)?([\p{L}-]+)/iu
    .exec(text)?.[1]
    ?.toLowerCase()
  return first !== undefined && (actionVerbs.has(first) || /(?:ise|ize)$/.test(first))
}

/** Whether a text tells what has happened, as updates do. */
export function tellsOfPast(text: string): boolean {
  return pastWords.test(text)
}

const pastWords =
  /\b(?:has|have|had|was|were|been|completed?|underway|under way|in place|ongoing|agreed|started|delivered|drafted|implemented|awaiting|achieved|not (?:yet )?started|on track|delayed|now)\b|\b\w{4,}ed\b/i

const actionVerbs = new Set(
  `accelerate achieve act adapt add address adjust adopt advertise advise agree align allocate amend analyse analyze appoint arrange articulate ask assess assign attend audit
  award baseline benchmark book brief bring build campaign capture carry cascade challenge champion change check circulate clarify clear close co-design co-produce collaborate
  collate collect commission communicate compare complete comply conduct confirm consider consolidate consult continue contribute convene coordinate co-ordinate create
  decide deepen define deliver deploy describe design determine develop devise disseminate discuss display distribute document draft drive embed employ empower enable encourage engage
  enhance enrich ensure escalate establish evaluate evidence examine expand explore extend facilitate finalise find follow formalise formulate fund further gather give
  harmonise hold host identify implement improve include incorporate increase induct inform initiate inspect install instigate integrate introduce invest investigate invite issue
  join keep launch lead learn liaise lift limit link list listen lobby maintain make manage map maximise measure meet mentor merge migrate minimise mobilise model modify monitor move
  negotiate nominate obtain offer open operate organise outline oversee pair participate pilot place plan prepare present prevent prioritise procure produce progress promote propose
  protect provide publicise publish purchase put raise re-launch reach realign rebuild receive recommend record recruit rectify reduce refine refocus refresh refurbish register regularise
  reinforce re-issue reissue relaunch release remind remove renew reorganise repair replace report request require research resolve resource respond restructure retire retain sell stop spend visit fit hire appoint swap invite clear count split scan settle rebuild register recruit book cut pay lease hold retrain revamp revise review re-write rewrite
  roll rollout run safeguard scale schedule scope scrutinise secure seek select send set share sign signpost simplify source specify staff stabilise standardise start strengthen streamline
  structure submit summarise supervise support survey sustain tackle tailor take target teach test track train transfer transform transition undertake unify update upgrade upskill use utilise validate
  verify visit widen work write`.split(/\s+/),
)
