/**
 * The words by which an owner cell is understood: the field's roles, teams, bodies and subjects. General vocabulary, not
 * names of any council's posts; `docs/glossary.md` says what the abbreviations mean.
 */

/** Abbreviated roles and their meaning. A plural or possessive ("OMs", "OM's") is the same role. */
export const roleAbbreviations: ReadonlyMap<string, string> = new Map([
  ['ad', 'assistant director'],
  ['adcs', "assistant director children's services"],
  ['adm', 'agency decision maker'],
  ['am', 'area manager'],
  ['ap', 'advanced practitioner'],
  ['asm', 'assistant service manager'],
  ['asyes', 'assessed and supported year in employment'],
  ['atm', 'assistant team manager'],
  ['ceo', 'chief executive'],
  ['cex', 'chief executive'],
  ['cfo', 'chief finance officer'],
  ['coo', 'chief operating officer'],
  ['cpc', 'child protection chair'],
  ['dcs', "director of children's services"],
  ['das', 'director of adult services'],
  ['dass', 'director of adult social services'],
  ['dd', 'deputy director'],
  ['dm', 'deputy manager'],
  ['dph', 'director of public health'],
  ['dsl', 'designated safeguarding lead'],
  ['dto', 'designated teacher'],
  ['gm', 'group manager'],
  ['hod', 'head of department'],
  ['hos', 'head of service'],
  ['hoss', 'head of service'],
  ['ht', 'headteacher'],
  ['iro', 'independent reviewing officer'],
  ['lado', 'local authority designated officer'],
  ['lm', 'lead member'],
  ['md', 'medical director'],
  ['om', 'operations manager'],
  ['pl', 'practice lead'],
  ['pm', 'practice manager'],
  ['psw', 'principal social worker'],
  ['qao', 'quality assurance officer'],
  ['senco', 'special educational needs co-ordinator'],
  ['slt', 'senior leadership team'],
  ['sm', 'service manager'],
  ['smt', 'senior management team'],
  ['sro', 'senior responsible officer'],
  ['ssw', 'senior social worker'],
  ['sw', 'social worker'],
  ['swa', 'social work assistant'],
  ['tm', 'team manager'],
  ['utm', 'unit manager'],
  ['vsh', 'virtual school head'],
])

/** Abbreviations above that are teams rather than posts. */
export const teamAbbreviations = new Set(['slt', 'smt', 'dmt', 'dlt', 'cmt', 'clt', 'csmt', 'yot', 'yjs', 'wlt', 'elt'])

/** Nouns that end the name of a post. */
export const roleWords = new Set(
  `accountant administrator adviser advisor advocate ambassador analyst assistant auditor boss captain chair chairs chairman chairperson champion champions chief clerk clinician
  commander commissioner consultant controller coordinator co-ordinator coordinators co-ordinators councillor counsellor deputy developer director directors doctor engineer executive facilitator governor
  governors gp gps head heads headteacher headteachers inspector investigator lawyer lead leader leaders leads leadership-lead librarian manager managers matron medic member mentor midwife
  nurse nurses officer officers owner partner pharmacist planner practitioner practitioners president principal principals programmer psychiatrist psychologist psychologists
  psychotherapist psychotherapists representative reviewer secretary sergeant social-worker solicitor specialist specialists sponsor staff superintendent supervisor supervisors surveyor teacher
  teachers technician therapist therapists trainer treasurer trustee trustees visitor visitors warden worker workers carers carer chairpersons executives officer's colleagues employees practitioners' everyone`
    .split(/\s+/)
    .filter((word) => word !== ''),
)

/** Nouns that end the name of a team or service inside the organisation. */
export const teamWords = new Set(
  `team teams service services department departments dept unit units directorate directorates division branch hub hubs office cohort crew desk pool secretariat helpdesk function
  leadership management directorship clinic`.split(/\s+/),
)

/** Nouns that end the name of a body that meets. */
export const boardWords = new Set(
  `board boards panel panels committee committees group groups subgroup sub-group forum forums council cabinet partnership partnerships network executive-board taskforce task-force steering
  conference assembly commission collaborative alliance consortium meeting meetings governing-body body`.split(/\s+/),
)

/** Bodies outside, or words by which one is known. */
export const outsideWords = new Set(
  `police constabulary nhs ccg icb trust hospital hospitals gps probation cafcass ofsted dfe hmcts court courts school schools academy academies college colleges university charity
  barnardo's barnardos nspcc ltd limited plc cic providers provider contractor contractors consultancy camhs healthwatch lga adcs cqc hmi agency agencies diocese church partners`.split(
    /\s+/,
  ),
)

/** Words of what services do: a pair of them with capitals is a subject ("Early Help"), not somebody's name. */
export const subjectWords = new Set(
  `access achievement adolescent adolescents adoption adult adults after all and area assessment assurance attendance audit behaviour business care career carer caring change child childcare children children's
  childrens clinical commissioning communications community communities complaints compliance contact corporate county court crime customer data delivery democratic design development digital disabilities
  disability disabled district domestic duty early east education effectiveness emergency employment engagement environment equality estates exploitation families family finance fire first fostering front
  door further governance green health healthy help homes hospital housing human improvement inclusion independent information innovation insight inspection integrated intelligence intervention
  justice kinship leaver leavers leaving legal lifelong local looked learning maternity mental missing multi national needs neighbourhood north nursing nutrition operational operations organisational
  outcomes parenting partner partnership performance permanence permanency place placement placements planning policy practice prevention primary principal private procurement programme project property protection provider public
  quality recruitment referral regional regulatory rehabilitation research residential resilience resources response retention reunification review reviewing risk safe safeguarding safety school schools secondary send senior sen service
  services settings sexual skills social south special specialist standards statutory strategic strategy substance support sufficiency systemic systems targeted technology therapeutic training transformation
  transition transitions transport tribunal unaccompanied urgent vice virtual voice voluntary wellbeing well-being west whole women work workforce years young youth people interim acting deputy
  group chief executive assistant associate executive lead head director designated named responsible relevant appropriate corporate senior cross directorate universal designate joint`.split(
    /\s+/,
  ),
)

/** Words of the lists above that are surnames too: after a first name they are one. */
export const surnames = new Set(
  'green west north south east young place court church ward head chair cook price case page field fields park parks lane wood woods white brown black grey day may march banks rivers stone hill hills marsh moore house bishop king knight page carter cooper'.split(
    ' ',
  ),
)

/** Abbreviated subjects, which want a noun after them to be an owner. */
export const subjectAbbreviations = new Set([
  'qa',
  'send',
  'sen',
  'cla',
  'lac',
  'cic',
  'eh',
  'cin',
  'cp',
  'lc',
  'cwd',
  'ey',
  'yj',
  'ehcp',
  'cme',
  'eet',
])

/** Pairs of subjects that name one thing: no owner ends at the "and" inside them. */
export const onePhrase =
  /\b(?:help (?:and|&) protection|education, health (?:and|&) (?:social )?care|health (?:and|&) (?:well-?being|safety|care|social care)|learning (?:and|&) development|children(?:'s)? (?:and|&) (?:young people|famil(?:y|ies)|adults?)(?:'s)?|child(?:ren)? (?:and|&) (?:adolescent|maternal|family)|policy (?:and|&) (?:practice|performance|strategy)|quality (?:and|&) (?:performance|assurance|safety|improvement|safeguarding)|safeguarding (?:and|&) (?:review(?:ing)?|quality assurance|quality|family support|early help)|care (?:and|&) support|needs (?:and|&) disabilit(?:y|ies)|years (?:and|&) childcare|research (?:and|&) development|advice (?:and|&) guidance|drugs? (?:and|&) alcohol|alcohol (?:and|&) drugs?|(?:police|fire),? (?:fire )?(?:and|&) crime|fire (?:and|&) rescue|crime (?:and|&) disorder|(?:after|care|looked after)(?: children)? (?:and|&) (?:care leavers?|leaving care)|looked after (?:and|&) leaving care|recruitment (?:and|&) retention|fostering (?:and|&) adoption|adoption (?:and|&) (?:fostering|permanence)|schools? (?:and|&) (?:learning|settings|early years)|finance (?:and|&) (?:resources|procurement)|audit (?:and|&) (?:governance|risk|assurance)|scrutiny (?:and|&) overview|overview (?:and|&) scrutiny|equality,? (?:diversity )?(?:and|&) (?:diversity|inclusion)|diversity (?:and|&) inclusion|missing (?:and|&) exploit(?:ed|ation)|contact (?:and|&) referral|referral (?:and|&) assessment|assessment (?:and|&) (?:intervention|safeguarding|planning)|performance (?:and|&) (?:improvement|quality|intelligence|insight)|planning (?:and|&) (?:performance|review)|court (?:and|&) permanence|family (?:and|&) friends|children in care (?:and|&) care leavers|transport (?:and|&) travel|marketing (?:and|&) communications|communications (?:and|&) engagement|workforce (?:and|&) (?:development|od)|human resources (?:and|&) organisational development|c (?:and|&) f|t (?:and|&) f|task (?:and|&) finish|arts? (?:and|&) culture|culture,? (?:and|&) sport)\b/gi

/** Verbs that begin what an owner is to do, so end the owner. */
export const dutyVerbs =
  'agree|analyse|approve|arrange|assess|attend|carry|chair|collate|commission|communicate|complete|conduct|confirm|consult|contribute|co-?ordinate|create|deliver|design|develop|disseminate|draft|drive|embed|ensure|escalate|establish|facilitate|feed|finalise|follow|identify|implement|inform|invite|lead|liaise|link|maintain|make|manage|meet|monitor|organise|oversee|own|participate|plan|prepare|present|produce|progress|promote|provide|publish|quality assure|raise|recruit|report|respond|review|roll|run|scope|send|set|share|sign|supervise|support|take|test|track|train|undertake|update|use|work|write'
