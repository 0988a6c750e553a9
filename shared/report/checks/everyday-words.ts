/** Everyday words of reports, which a title may set with a capital. Small letters, four letters and more. */
export const EVERYDAY_WORDS: ReadonlySet<string> = new Set(
  `abroad abscesses absent absorb accept accepted access accident accidental accompanied account accuracy
  acknowledged across acute acutely adapter address addressed addresses adds adequate admitted adopt advice
  adviser affect afternoon afterwards again against aged agencies agree ahead aimed aims alarm alert alerted
  alike allow allowed alone alongside alpha already also alter although always amount analytic anger animals
  announced another answer antenatal anxiety anybody anyone apart apologies apparent appear applies apply
  appointed approach area argue argued arises around arrears arrest arrived aside asked asks asleep aspect
  assault assaulted assembly asserted assessed assistant associate assumed assumes attempt attend attended
  attributed audit audited aunt avoid avoided await aware away babies backward badly bags bailiffs balanced
  bank banned banners base became because become bedroom bedtime been before began begin begun behalf
  behaviour behind belief believe belong beside better beyond bias bicycle binds birth birthday blame blanket
  blend blended blocked blocks bold bomb booked born borough both bought bound boundary boxes boys branch
  breakfast breaks briefly bright broke broken brother brought browser bruise bucket build built bundles
  burden businesses cake calendar call called caller calm came cancelled candidate candidly cannabis cannot
  careful carer carried carries carry caseload catalogue catch category cause caused cent centiles centre
  certain certainty chaired challenge challenged character characteristics charge checker checksum cheek
  cheerful chief chiefly choice choose chose chosen chronic claim clear clearly client clinic clinician closed
  clothes club coastal coat coded coerced cold colleague come command commends common companions compare
  competent compile complain complex composes concentrates concern concluded conduct conducted confident
  confirm confirmed conflict confused consent consider consistency consistent consistently consists construct
  consultant consulted contain contented context contextual continue continued contract contradicted
  contributed convene convicted cooked cooker copied core correctly corridors cost could counted counts course
  court cousin cramped crash crashes creates credit crew cried cries crises crisis criteria crossed crowded
  cultural cupboard current curtains custom daily damaged damp danger days daytime dead deal death debt
  decades decay decide decided deck decline declined deeper degrees delay delayed delete deleted deliberately
  delivers delivery demand dental depend depended dependencies dependency dependent deploy deposit describe
  described deserves desk detached detail detailed determine develop developmental diabetes diagnosis diaries
  diary died dietitian different difficult difficulties difficulty direct directly disagreed disappear
  discharge discharged discipline disclose discrepancy discuss discussed disposal disputes disrupted dissented
  distress doctor documented does domain done doses dotted double doubled doubt down drags dramatic drawn drew
  drift drills drop dropped drove drug duplicate duties duty dwelt each earlier early easier easily echoes
  educate effect effort eight eighteen eighteenth eighth electronic eleven else elsewhere embargoes embed
  embedded emerged emergency empty encouraged ended endorsers energy enforced engaged enough enquiries enquiry
  enters entries entry episode equal erased escalate escape establish even event every everyone everywhere
  evidenced evident exact exactly examine examined example excluded exercise exists exit experienced expert
  expertise explain exploited explore explored expressed extend extended eyes faced fact factor factual faded
  fail failed fair fake fall false familiar fatal father faults fear feed feedback fell felt fewer fifteen
  fifth fifty filed filled film filter find fine fined finely fire firm first fitted fixed flag flat follow
  followed food football footers force forced foreseen forgets formal formed former fortnight fortnightly
  forty forward found four fourteen fourth fragile frames freely frequent fresh friend fuller funded funny
  further gate gave gaze gentle gentler geometry girl given glad glossary glyphs goal goes gone good graded
  grandmother grandparents grants grateful great grew grip groomed growth guard guess half hallway halted
  handed handful handled handover hang happen hard harder harmed have head hear heard heavily held helped
  helpful helpline here hidden highlight hindsight hinted history hold holes holiday honest hoped hopeful
  hospital host hostels hour household however humour hundred hunger hungry hyphens hypothesis identified
  identifies identify ignore ignored illustrates immediate impact import important improved inbox include
  included incomplete inconsistent increase indebted indicators inform informed infra injured input inquest
  insist inspector inspectorate instant instead insulin intend intended interest interleaved intermittent
  internet interpreted interpreters interview interviewed into introduced invited involve issued issues itself
  join joined journalist journey judge judged just justice keen keenly keep kept keyboard keyworker killed
  kind kitchen knew knitted know knowledge known label labelled lack landlord lapses largely last lasted late
  later laughter launched layer lazily leader leak learn lease least leave leavers left legacy legal length
  lent lessen liaison lice lies life lifestyle lift lifted like likely limit listed listens little lived
  loaded lock locum login long longer longest look looked loop lose loser loss losses lost loudly loved
  loyalties loyalty lunch machine made mailbox mainly make male managed many mask material maternal matrix
  matter mattress meals mean meant measured median medicine medium meet memory mend mentor messy methadone
  methods midwife midwifery might mile mind mindful minimum minute minuted mismatch miss missed misses misuse
  mobile money monitor monitored monthly mood most mostly mother move moved much multiple muscle music must
  named narrow near nearest need needed neighbour neither neurodevelopmental never newest newly night
  nightdress nine nineteen nobody noise noisy none normal normalises notebooks noted notice noticeably noticed
  nouns nowhere nurse nursery observant obtain occur occurred offer often older once opaque openly operator
  opinion ordinary origin orphans otherwise ought outreach outset outside over overall overdose overlap
  overlooked oversight overtaken overwrites paediatric paediatrician paint pair pandemic parade parallel
  paramedic parent parental partial particular particularly partner pass passed passes past paste pastoral
  pathway patient pause peak peer perinatal period permalink permanent persistent personal persuaded
  pharmacist piece pieced pipeline pixel place placed planned play played plus point pointed policies polite
  poll polygons pooled poor poorly port posed possibly potential poverty power precise preferred pregnancy
  prejudice prepare prescribed present pressed pretend privacy problem processes product programme progress
  progressed promise promote prompt promptly properly property proposes prose protect protocol proved proves
  provide provider pseudonym pupil purpose purposeful qualified quarter quarterly queried questionnaire queue
  quicker quiet quirk quoted race radio radiologist railway raises rang rarely rate rather ratios reach
  reached readily real realistic reason rebuild rebuilt recall recalled receipt received recent recently
  receptionist recognise record recorded recovery redirects reduce reduced refer referral referred referrer
  reflect refresh refuge refusals refused refuses regarded regards regular rehoused reissued relaunch relevant
  relied religion reluctant rely remain remarks remember remote remotely removal remove removed render rent
  reorders repair repeat repeatedly replaced replaces replied reply represented reproduced require required
  research reserves reset resident residential resilient resolve resource respect respectful respond responded
  rest restate retired retried return returned reused revealed reveals review reviewed reviewer rewarded
  rewritten ribs rightly rigour rise risk role root route routine routinely rule runbook runs rural safeguard
  safely safety said same sample sanitise satisfied satisfy says scale scheduled scheduler scope score scored
  search searches season seat second secondary seek seemed seems seen sees seldom self senior sense sent
  separate separately served server settle settled seventeen seventh several severe shadow shaped sheet shift
  shifted shoes shop short shorter shortly should show showed shown shrink sick side sight signals significant
  silent silently similar simple since sincere sister sixth size skeletal skill sleep slept slice slips slow
  slowly smell smoke snack snapshot sober soft sole some somebody someone sometimes soon sooner soothed sought
  sound space speak special specialist specific speech speed spend spent split spoke spoken stabbed stack
  staged stairs stairwell stale stalled stand started static statutory stay stayed steadiest steady step
  stepped stigma stood stop stopped stories story strain streams streetwise strengths stress stretches strict
  strictly strokes strong strongly struck stubborn student subcommittee subscribe subscribers successes
  successor such sufficiency suggests suicidal suitcase superficial supplied supplies supply supporter surgery
  surprise survey survived suspects swallowed sweep switched swollen sympathetic symptom tablets tags take
  taken talk talked targeted taught teacher tearful tears telephone tell temporary tended tense than thank
  that their them themselves then therapeutic therapies therapist therapy there therefore these they thin
  think third thirteen thirty thorough those though thought thoughtful thread threats threshold throttles
  throughout throws ticks time timely timescales tiny tired today told tone took tooth topic touch touched
  towards town trace traced tragic trail transfer transferred translate transparent transport trauma travel
  triaged trial tribute tried truancy true trusted turned turnover tutor twelve twice twin typed unannounced
  unapplied uncertainty unclear under undergone understand understood undertake undertook underweight uneasy
  uneven unfamiliar uniform union universal unknown unmet unpack unsafe unseen unsettled untidy until unveiled
  unwell upon upstairs urban urgent useful vacancies vacant valid value valued vehicle verdict very cleanCopies
  virtual visit visited visitor vivid voice voiced voluntary volunteer vote wait waited walk want wanted ward
  warm warmly warmth watched watchful ways weekdays weekend weekly weigh weighed weight welcomes welfare well
  went were what whatever whenever where whether which while whole wholly whom whose wide widely wider winner
  wish wishes withdraw withdrawal withdrawn withdrew within woken wolf worked worker worksheet world worn
  worried worries worry worse would wound write wrong wrote younger youngest`.split(/\s+/),
);
