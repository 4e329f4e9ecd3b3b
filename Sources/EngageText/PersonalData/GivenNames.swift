/// First names and surnames that are frequent in Britain, of many origins; in lower case, without accents.
///
/// Written for Engage from common knowledge; no register of real people went into it.
enum GivenNames {
  /// Hardly anything but names.
  static let plain = words(
    """
    aaron abbie abdul abdullah abigail adam adele adrian agnieszka ahmad ahmed aisha alan alastair albert alejandro \
    aleksandra alex alexander alexandra alfie ali alice alicia alison aliyah allison amanda amelia amina amir amit \
    amy ana andrea andreea andrew andrzej angela angelina anita anjali ann anna anne annie anthony antonio anya \
    archie arjun arthur arun asha ashley ashraf ayesha balbir baljit barbara bartek beata beatrice becky ben benjamin \
    bernadette beth bethany betty bilal bradley brenda brian bridget bruce callum cameron carl carla carlos carol \
    caroline catherine cathy cerys charles charlie cheryl chloe chris christina christine christopher claire clara \
    clive colin connor craig cristina cynthia daisy damian dan daniel danielle danny darren dave david dawid debbie \
    deborah deepak denise dennis derek diana diane dmitri dominic donald donna dorota dorothy doreen doug douglas duncan \
    dylan eddie edith edward edwin eileen elaine eleanor elena eli elias elijah elizabeth ella ellen ellie elsie emily \
    emma eric erica erin ethan eugene eva evan evelyn evie ewa fatima fatimah fatma felix finlay fiona frances \
    francesca francis freddie frederick freya gareth gary gavin gemma geoff geoffrey george georgina gerald gerard \
    gerry gillian giovanni glenn gordon graham greg gregory grzegorz gulshan gurdeep gurpreet gwen habib haider hamza \
    hannah hans harjit harminder haroon harpreet harriet harry harvey hasan hassan hazel heidi helen henry hilary \
    howard hugh hussain hussein iain ian ibrahim idris iman imogen imran ines ioana irene iris isaac isabel isabella \
    isabelle isla ismail iwona jackie jacob jacqueline jagdeep jake jakub jamal james jamie jan jane janet janice \
    jaroslaw jasmin jasmine jason jaswinder javier jean jeff jeffrey jenna jennifer jenny jeremy jerry jess jessica jill \
    jim jimmy joan joanna joanne jodie joe joel john johnny jolanta jonathan jose joseph josephine josh joshua joyce juan \
    judith judy julia julian julie justin kamal kamila karen karim karl karolina kasia kate katarzyna katherine kathleen \
    kathryn kathy katie katy kayleigh keith kelly ken kenneth kerry kevin khadija khalid kieran kimberly kirsty krzysztof \
    kuldeep kulwinder kyle lakshmi lara laura lauren laurence layla leah leanne lee leila leo leon leonard lesley leslie \
    lewis liam linda lindsay lisa liz logan lorraine louis louise luca lucas lucja lucy luis luke lukasz lydia lynn \
    maciej madeleine maggie mahmood mahmoud maisie malcolm malgorzata manjit manpreet marcin marcus margaret maria mariam \
    marian marie marilyn mario marion marta martha martin martyn mary maryam mateusz matilda matt matthew maureen maurice \
    meera megan meghan mehmet melanie melissa mia michael michal michelle miguel mike mikolaj millie miriam mo mohamed \
    mohammad mohammed mohamud molly monica monika moses muhammad mustafa nadia nagina nancy naomi narinder nasreen natalia \
    natalie natasha nathan nathaniel neil nicholas nicola nicole nigel nikhil nikki nina noah noor nora norman olga oliver \
    olivia olu oluwaseun omar oscar osman owen pablo pamela parminder patel patricia patrick patrycja paul paula pauline \
    pavel pawel pedro peggy peter phil philip philippa phoebe phyllis piotr pooja poppy pradeep priya rachel radoslaw \
    rafal raj rajesh ralph ramesh ranjit rashid ravi raymond rebecca renata rhian rhys richard ricky robert roberto \
    robin robyn roger roland ron ronald rory rosemary rosie roxanne roy rupert ruth ryan rachael safiya saima saeed \
    sajid sally salma sam samantha samina samira samuel sandeep sandra sanjay sara sarah satnam scott sean sebastian \
    sergei shabana shahid sharon shaun sheila shirin shirley siobhan simon simone simran siobhán slawomir sofia sohail \
    sonia sophia sophie stacey stanislaw stella stephanie stephen steve steven stuart sukhdeep sukhjit sukhvinder \
    sunil sunita surinder susan susannah suzanne sylvia tadeusz tahir tamara tania tanya tara tariq ted teresa terence \
    terry tess theo theodore theresa thomas tim timothy tina toby tom tomasz tommy tony tracey tracy trevor urszula \
    usman valerie vanessa vera veronica vijay vikram vincent viktor vivian vladimir waqar waseem wayne wendy wilfred \
    william winston wojciech xavier yasmin yasmine yolanda yusuf yvonne zac zachary zahra zainab zak zara zbigniew zeinab \
    zoe zofia zuzanna jen delia thelma tricia pam gail nicky nicki mandy christy gaynor vicky sheryl suzanna susanne \
    shannon andy carmen mathew zoey jules fred rita pip steph andi bev brendan cath ceri ciaran dot elsa gareth gill \
    glenda glenys gurinder harbhajan hardeep jatinder kiran lorna mavis mohan moira muriel myra navdeep neha nisha \
    parveen rekha rita rohan ronnie rukhsana sadia sanjeev shazia shreya siân sian suresh tariq tasneem uzma vinod yusra \
    zainab zeynep
    """)

  /// Names that are words, months or places, too: a capital inside a sentence is needed.
  static let ambiguous = words(
    """
    amber bill bobby bob carter charlotte chelsea chip dawn dean drew elliot ernest eve faith fleur florence frank grace \
    grant guy heather holly hope ivy jack jay jo jordan joy june kay kim lily major mark max maxine may mick mickey \
    miles nick norma norm olive pat patience pearl penny pete pip ray rob rose ruby rusty sandy sky skye summer sue \
    sunny ty vic victor victoria violet wade will willow viv woody
    """)

  static let surnames = words(
    """
    adams ahmad ahmed akhtar ali allen anderson bailey baker begum bell bennett bhatti brown campbell carter chan \
    chaudhry chen chowdhury clark clarke collins cook cooper cox cunningham davies davis dhillon dixon edwards ellis \
    evans fernandez fernandes foster gill gonzalez gray green griffiths hall harris harrison hill hughes hussain \
    hussein iqbal islam jackson jackson james johnson jones kaur kelly khan king kowalczyk kowalska kowalski kumar lee \
    lewandowski lewis li mahmood malik martin mason mcdonald mehta miah miller mitchell mohamed moore morgan morris \
    murphy murray nguyen nowak obrien okafor patel parker parmar phillips powell price rahman rashid richards richardson \
    roberts robinson rodriguez rogers russell sandhu scott shah shaikh sharma shaw sheikh sidhu silva simpson singh smith \
    stevens stewart taylor thomas thompson turner uddin walker wang ward watson webb white wilkinson williams \
    williamson wilson wisniewski wojcik wong wood wright young zhang zielinski
    """)

  private static func words(_ text: String) -> Set<String> {
    Set(text.split(whereSeparator: \.isWhitespace).map(String.init))
  }
}
