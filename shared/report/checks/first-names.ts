/**
 * First names that are common in the United Kingdom, for telling a name in the file properties from another
 * unknown word. Names that are months or everyday words of reports (April, May, Will, Mark) are left out.
 */
export const FIRST_NAMES: ReadonlySet<string> = new Set(
  `aaliyah aaron abbie abby abdul abdullah abdullahi abigail abraham ada adam adele adeel adrian adriana agata agnieszka
  ahmad ahmed aidan aiden aileen aimee aisha aishah aisling aiza alan alana alasdair alastair albert albie alec aleksander
  aleksandra alesha alessia alex alexa alexander alexandra alexia alfie alfred ali alice alicia alina alisha alison
  alistair aliyah allan allison alma alyssa amaan amanda amara amari amelia amelie amina aminah amir amira amirah amit amna amy
  ana anaya anastasia andre andrea andreea andrew andrzej angel angela angus anika anisa anita anjali ann anna annabel
  annabelle anne annette annie anthony antoinette antonia antonio anya archie aria ariana arianna arjun arlo arnold
  arran arthur arun arya asad asha ashleigh ashley ashton asif asma astrid athena aubrey audrey august aurelia aurora
  austin ava avery avni ayaan ayesha ayman ayla ayomide azra bailey barbara barnaby barry beatrice beatrix becky
  belinda bella ben benjamin bernadette bernard bertie beth bethan bethany betty beverley bianca bilal billie billy
  blessing bobby bonnie boris bradley brandon brenda brendan brian bridget bridie brian brogan bronte bronwen brooke brooklyn bruce
  bryn bryony byron caden cai caitlin caitlyn caleb callie callum calum calvin cameron camilla camille cara carina carl carla
  carlos carly carmen carol carole caroline carolyn carrie carter carys cassandra cassie catalina caterina catherine
  cathy catrin cecelia cecilia cecily cedric celeste celia celine ceri chanelle chantelle charis charles charley
  charlie charlotte chelsea chelsie chemar cherie cheryl chidi chiara chinedu chloe christian christina christine christopher ciara
  cian claire clara clare clarissa claudia clayton clement cleo clive clyde cody colette colin colleen connie connor
  conor constance cora coral coralie corey corinne courtney craig cristian cristina crystal curtis cynthia daisy dale damian
  damien damon daniel daniela daniella danielle danny daphne dara darcey darcie darcy daria darius darrell darren
  daryl dave david dawid dean deborah debra declan deepa delilah delroy denise dennis derek desmond destiny devon
  dexter diana diane dilys dimitri dina dinah dion dionne dmitri dolores dominic dominik dominika donald donna donovan
  dora doreen doris dorothy douglas duncan dwayne dylan eamon ebony eddie eden edgar edie edith edward edwin eesa
  efe eileen eilidh eira eirlys elaine eleanor elena eleni eleri eli elias elif elijah elin eliot elisa elisabeth elise elisha eliza elizabeth
  ella elle ellen ellie elliot elliott ellis elodie eloise elsa elsie elspeth elton elwyn emelia emil emilia emilie
  emily emir emma emmanuel emmanuella emmett emre emrys enid enzo eric erica erik erika erin ernest esme esmee esther
  ethan ethel etta eugene eunice eva evan eve evelyn evie ewa ewan ezekiel ezra fabian faisal faizan farah farhan
  fareeda fatima fatimah fatoumata favour faye felicity felix ferdinand fergus filip finlay finley finn finnian fiona florence flynn
  folasade fran frances francesca francesco francis francisco frank frankie fraser fred freda freddie freddy frederick freya gabriel
  gabriela gabriella gabrielle gareth garry gary gavin gemma gene genevieve geoff geoffrey george georgia georgiana
  georgie georgina gerald geraldine gerard gethin gianna gideon gillian gina giorgia giovanni gladys glen glenda glenn gloria
  glyn glynis godfrey gordon grace grady graeme graham greg gregory greta gruffydd guy gwen gwendoline gwenllian gwyneth habiba hadi hadiya
  hafsa haider hailey haleema halima hallie hamish hamza hamzah hana hanna hannah harleen harley harold haroon harper harpreet harriet
  harris harrison harry haseeb hasan hassan hattie hayden hayley hazel heath heather hector heidi helen helena helga henrietta
  henry herbert hetty hilary hilda hiba holly horace howard hubert hugh hugo humphrey husain hussain hussein hywel ian
  ianto ibrahim ibrahima ida idris iestyn ifan ifeoma igor ikram ilham ilona imaan iman imani imogen imran india indie inaya ines inga
  ingrid ioan ioana ira irene irina iris isaac isabel isabella isabelle isadora isaiah iseabail isha isla ismael ismail israel
  isobel issac ivan ivana ivo ivy iwan iyla izaan izabela izzy jacinta jackie jackson jaclyn jacob jacqueline jacqui jade jaden
  jagdeep jaime jake jakub jamal james jamie jan jana jane janet janice janine jared jarek jaroslaw jasmin jasmine jason jasper
  javier jaxon jaxson jay jaya jayden jayne jayson jean jeanette jeff jeffrey jemima jemma jenna jennie jennifer jenny jenson jeremiah
  jeremy jermaine jerome jerry jess jesse jessica jessie jethro jill jillian jim jimmy joan joana joanna joanne jocelyn jodie
  joe joel joelle joey johan john johnny jolene jon jonah jonas jonathan jonny jordan jordana jorge jorgie jose joseph
  josephine josh joshua josiah josie joy joyce juan juanita jude judith judy jules julia julian juliana julie juliet julius june
  justin justine justyna kacey kacper kai kaiden kaitlin kaitlyn kaleb kalina kamal kamil kamila kamran kara karan kareem karen karim karina
  karl karla karolina kasey kasia kate katarzyna katelyn katerina kath katharine katherine kathleen kathryn kathy katie katrina katy
  katya kay kayden kayla kayleigh kaylee keanu keegan keeley keira keith kelechi kelly kelsey kelvin ken kendall kendra kenneth kenny
  kenya kenzie keri kerri kerry kevin keziah khadija khadijah khalid kian kiana kiera kieran kieron kiki kim kimberley kimberly kira kiran
  kirsten kirstie kirsty kit kitty kobi kofi kris kristen kristian kristina kristopher krystal krzysztof kurt kwame kyla kyle kylie kyra
  lacey lachlan laila lara larissa larry laszlo latisha laura laurel lauren laurence laurie lawrence layla layton lea leah leanne leanna leanora
  leela leigh leighton leila lena lennie lennon lennox leo leon leona leonard leonardo leonie leroy lesley leslie leticia levi lewis
  lexi lexie liam liana libby lila lilian liliana lilith lillian lillie lilly lily linda lindsay lindsey lionel lisa livia liz lizzie
  llewelyn lloyd logan lois lola lorcan lorelei lorenzo loretta lorna lorraine lottie lou louie louis louisa louise luana luca lucas lucia lucian luciana
  lucie lucille lucinda lucy luis luiza luka lukas lukasz luke lulu lydia lyla lynda lynn lynne lynette lyra mabel mackenzie macy maddison maddie
  madeleine madeline madison madiha mae maggie magnus maha mahmood mahmoud mahnoor maia mairi maisie maisy maja malachi malachy malaika malakai malcolm malgorzata
  malik mallory mandy manuel mara marc marcel marcia marcin marco marcus margaret margarita margot maria mariam mariama marian mariana marianne marie
  mariella marilyn marina mario marion marisa marissa marius mariya marjorie marlene marley marlon marnie marsha martha martin martina martyn marvin
  mary maryam masood mason mateo mateusz matilda matt matteo matthew matthias maud maureen maurice mauro mavis max maxim maximilian maxine maxwell maya
  mayar mckenzie meera megan mehmet meghan mehreen mel melanie melina melissa melody mercy meredith merlin mervyn mia micah michael michaela michal micheal
  michelle miguel mihai mikaela mikayla mike mikey mikolaj mila milan milena miles millie milly milo mimi mina mira miranda miriam misbah mitchell moesha mohamed mohammad
  mohammed mohsin moira mollie molly mona monica monika montgomery morag morgan moses muhammad muhammed muireann muna murray musa mustafa mya myah myfanwy myla mylo
  myra myrtle nabil nabila nadeem nadia nadine nahla naima nancy naomi nasreen nasir natalia natalie natasha nathan nathanael nathaniel naveed nawal
  neal ned neil nell nellie nelson nerys nesta nevaeh neve neville niall niamh nicholas nick nicky nicola nicolas nicole nicoleta nia nigel niki nikhil nikita
  nikki nikola nikolai nimra nina noah noel noelle nora noreen noor norma norman nour nova nuala nuria oakley octavia odette ola olga oliver olive olivia oliwia
  oliwier ollie olivier olu oluwaseun oluwatobi omar omari ophelia orla orlaith orlando oscar osian osman oswald otis otto owain owen oziah pablo paddy paige
  pamela paola parveen patience patricia patrick patrycja patryk paul paula paulette pauline pavel pawel pearl peggy penelope penny percy perry petra petros peyton
  phil philip philippa phillip philomena phoebe phoenix phyllis pia pierre pippa piotr polly poppy prakash precious primrose priscilla priya priyanka przemyslaw quentin
  quincy quinn rabia rachael rachel radoslaw rafael rafal rafe raheem rahul raihan raj rajesh ralph ramona ramsey ranveer raphael raquel rashid raul raven ravi
  raya rayan rayhan raymond rayyan rebecca rebekah reece reese reggie reginald rehan reid remi remy rena renata rene renee reuben reuel rex rhea rhian rhianna
  rhiannon rhoda rhona rhonda rhys ria ricardo richard rick ricky rihanna riley rio rita river riya roan rob robbie robert roberta roberto robin robyn rocco
  rochelle rodney roger rohan roisin roland roma roman romeo romy ronald ronan ronnie rory rosa rosalie rosalind rosanna roscoe rose roseanne rosemary rosie ross
  rowan rowena roxanne roy ruaridh ruben ruby rudy rufus rukhsana rupert russell ruth ryan ryder rylan saad saba sabina sabrina sachin sadia sadie
  saeed saffron safia safiya saif saima sajid sakina salim salma salman sally sam samantha samara sameer samia samina samir samira sammy samson samuel sana sandra sandy
  sanjay sapphire sara sarah saskia saul savannah scarlet scarlett scott seamus sean sebastian sefton seren serena seth shabana shabnam shae shaheen shahid shakira shamima
  shane shania shanice shannon shaquille sharif sharon shaun shauna shawn shayla shayne shazia sheena sheila shelby shelley shereen sheridan sherry shirley shona shreya shyla sian sid siddharth sidney siena sienna
  sierra silas silvia simon simona simone sinead siobhan skyla skylar skye skyler sofia sofie sohail solomon sonia sonny sophia sophie soraya spencer stacey stacie stan stanislaw stanley stefan stefania stella steph stephanie
  stephen steve steven stewart stuart sufyan suki sukhdeep sultan sumaya suman sumayyah sunil sunita sunny suraj surinder susan susanna susannah susie suzanne sybil sydney sylvia syed szymon tabitha tahir
  tahlia talia tallulah tamara tamika tamsin tania tanisha tanya tara tarek tariq tasha tasneem tate tatiana taylor tayyab ted teddy tegan teresa terence terri terry tess
  tessa thaddeus thea thelma theo theodora theodore theresa thomas tia tiana tiegan tiffany tilly tim timothy tina tobi tobias toby todd tom tomas tomasz tommy toni tony tracey tracy travis
  trevor tricia tristan troy tudor tyler tyrell tyrese tyrone tyson umair umar una ursula usman uthman uzair val valentina valerie vanessa venus vera verity vernon veronica vicki vicky
  victor victoria vijay vikram viktor viktoria vikki vince vincent violet viola virginia vivian vivien vivienne vladimir wanda warren wayne wendy wesley weronika whitney wiktor wiktoria
  wilbur wilfred wilhelmina willa william williams willow wilma winifred winnie winston wojciech xander xanthe xavier yahya yara yasin yasir yasmin yasmina yasmine yasir yetunde ylva yolanda yosef yousef yousuf youssef yuri
  yusra yusuf yvette yvonne zac zach zachariah zachary zack zafar zahra zaid zaidan zain zaina zainab zakariya zaki zane zara zarah zayd zayn zayne zeeshan zeinab zelda zena zion
  zoe zofia zohaib zoey zubair zuzanna`.split(/\s+/),
);
