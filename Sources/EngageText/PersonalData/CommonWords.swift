/// English words that are no names, in lower case: for capitals inside a sentence that say nothing, as in headings.
///
/// The words that are frequent in open answers to public surveys (NHS patient comments, MIT; Jupyter and research
/// software surveys, CC0 and CC BY), and those of community meetings.
enum CommonWords {
  static let all = Set(
    """
    ability able about above absolutely abuse abused access accessible accessing accommodating account \
    across act acted action active activities activity actually add addition additional address addressed \
    admin admission admitted advanced advice advise advised after afternoon again age ago agreed ahead \
    aid aids air all alley allow allowed almost alone along already alright also although always am \
    amazing amount an analysis angels another answer answered answers anxiety anxious any anybody anyone \
    anywhere apart app appeared application appointment appointments appreciate appreciated approach \
    approachable appropriate appt area areas aren't arm around arranged arrival arrived arriving as ask \
    asked asking aspect aspects assessed assessment assessments assignments asylum at atmosphere attend \
    attended attending attention attentive attitude auto automatic automatically available avoid aware \
    awareness away awesome awful awkward baby back background bad balance banging based basic bath \
    bathroom bay be because become bed been before beginning behaviour being believe beneficial benefit \
    best better between beyond big biggest bindings bit block blocks blood board body book booked both \
    bother bottom box boys break breakfast breaks bright brilliant bring broken brother brought browser \
    build building built bus busy button buzzer by call called calling calls calm came can can't \
    cancelled cannot capabilities care cared carefully carer carers caring carried carry cases catheter \
    cause caused causes causing cell cells centre certain chair challenging chance change changed changes \
    changing chat check checked checking checks cheerful child children childs choice choices choose \
    church circumstances city class classes clean cleaned cleaners cleaning clear clearly click clinic \
    clinical clinician cloud club clunky cluster co code coding coffee cold collaboration collaborators \
    colleagues colleges com come comes comfort comfortable comforting coming command commands comment \
    comments communicate communicated communication communities community company compassion \
    compassionate complain complaint complaints complete completely completion complex complicated \
    computational computer computers computing concern concerned concerns conda condition conditions \
    conduct conferences confidence confident confused confusing considerate consideration considering \
    consistent console constantly consultant consultants consultation contact contacted content context \
    continue continuity control convenient conversation convert cooking coordinator cope coping copy core \
    correct correctly could couldn couldn't council councillor counselling couple course courses \
    courteous cover covered covid create credit crime crisis cross cumbersome current currently custom \
    customization cut dad daily dark dashboards data date daughter daughters day days deal dealing dealt \
    dear debugging decision decisions dedicated default definitely delay delays delete delivered delivery \
    dementia department departments depression deserve design desktop despite detail detailed details \
    develop developing development diagnosed diagnosis did didn didn't diff difference different \
    differently difficult difficulties difficulty dignity directly directory disabled disappointed \
    discharge discharged discuss discussed discussion distress distressing do docs doctor doctors \
    document documentation does doesn't doing don don't done door doors double down download dressing \
    drink drinks drop drugs due during duty each earlier early ease easier easily easy eat eating edit \
    editing editor editors education effective efficient effort eg eight either elderly else emacs email \
    emergency emotions empathetic empathy enable enabled encouraged encouragement encouraging end ended \
    engage engineering english enjoy enjoyable enjoyed enough ensure entire environment equipment errors \
    esp especially estate etc even evening event events eventually ever every everybody everyday everyone \
    everything everywhere evidence exactly example examples excellent except exceptional execute \
    execution exercise exercises existing expect expected experience experienced experiences experiencing \
    expertise explain explained explaining explains explanation explanations exploration exploratory \
    export express extension extensively external extra extremely eye fab fabulous face facilities fact \
    fair fairly fall families family fantastic far fast faster father fault feature features feed \
    feedback feel feeling feelings feels feet felt female few figure file files filled finally find fine \
    finish first fit five focused folder folding follow followed following food foods foot foreign \
    forgotten form format forward found four free frequently fresh freshman friend friendliness friendly \
    friends front fruit frustrating full fully fun function functions funded funding further future gain \
    games gang gangs gave general generally generated gentle genuinely get gets getting girl girls git \
    github give given gives giving go goals goes going gold gone good google got grade graded grading \
    graduate grandparents grateful great group groups growth guess guidance gym had hadn't hair half hand \
    hands happen happened happening happy hard harm has hassle hate have haven't having he head health \
    healthcare healthy hear heard hearing heart hello help helped helpful helpfull helping helps her here \
    hi hide hiding high highly him hip his history home honest honestly hopefully hospital hospitals hot \
    hotel hour hours house how however hrs html https hub huge human hundred husband ide idea ideal ideas \
    if ill illness immediately immigrant immigrants import important impossible impressed impression \
    improve improved improvement improvements improving inability include included including increase \
    incredible individual individuals info inform information informative informed infrastructure initial \
    input insight install installation installed instance instead institutional instructions integrate \
    integrated integration interact interaction interactive interest interested interesting interface \
    introduce invaluable involved involvement ipynb ipython isn isn't issue issues it's its itself job \
    jobs journey judge judged judgemental juniors jupyter jupyterhub just keep keeping kept kernel \
    kernels key keyboard kids kind kindly kindness kitchen knee knew knife know knowing knowledgable \
    knowledgeable known lab lack ladies lady language languages large last late later latex laugh law \
    leaflets learn learned learning learnt least leave leaving lecture led left leg legs less letter \
    letting level levels libraries library life lighting lights like liked likely limited line link links \
    list listen listened listener listening listens little live load loads local lockdown log long longer \
    look looked looking looks lose loss lost lot lots loud love loved lovely lovley low lucky lunch \
    machine machines made main mainly make makes making male man manage managed management manager \
    managing manner manually markdown market marvellous masks massive material math matlab matplotlib \
    matter maybe me meal meals mean meaning means meant medical medication medications meds meet meeting \
    meetings member members memory men mental mentally mention menu merge message messages met methods \
    middle might mile mind mins minutes miss missed missing misuse mobile mobility mode model modify \
    module modules moment money month mood more morning mosque most mostly mother mouse move moved moving \
    much multi multiple mum mum's must my myself name native nature navigate nbconvert nbgrader near \
    nearly necessary need needs negative neighbour neighbourhood neighbours nervous never new next nhs \
    nice nicely nicer night nights nine nobody noise noisy non none normal not note notebook notebooks \
    notes nothing notice now number numbers nurse nurses nursing obviously occasion occasions odd off \
    offer offered offering office often ok okay old older on once one ones ongoing online only onto op \
    open opened opening operation opinion opportunities opportunity option options order ordered ordering \
    org organised organizing other others otherwise our out outcome output outside outstanding over \
    overall own pace package packages page pain painful pains pandemic paper paperwork parent parents \
    park parking part particular particularly parts pass passed past paste pasting patient patient's \
    patients pay pdf peace per perfect perhaps period periods person personal personally phone phoned \
    physical physically physics physio physiotherapist physiotherapy place plan planned planning plans \
    platform play playing pleasant please pleased pleasure plenty plots plus pm point points police \
    polite pool poor poorly position positive possible possibly post power powerful practical practice \
    practices praise pre prefer preferred prejudice prep present presentation presented pressure pretty \
    prevent previous previously print prior prison privacy probably problem problems procedure procedures \
    process processes production professional professionalism professionally professionals program \
    programme programming programs progress project projects promised prompt promptly proper properly \
    prose protection prototyping proud provide provided providing psychiatrist public pull punctual \
    pupils purpose put putting python qualified quality question questionnaire questions quick quicker \
    quickly quiet quieter quite racism racist raised rang range rapid rather re read ready realise really \
    reason reasonable reasons reassurance reassured reassuring receive received receives receiving \
    recently reception receptionist recieved recomend recommend recommended recovery reduce reduced refer \
    referral referred refugee refugees refused regarding regards regular regularly rehab relate related \
    relative relatives relaxed relevant reliable relief religion reload remember removed replace report \
    reported reporting reports request requested require required requires research resolve resources \
    respect respectful responded response responsive rest restart restrictions result results return \
    review reviewed right ring rise risk road role room rooms round rude rules run running rushed sad \
    safe safety said same satisfied save saved saving saw say saying says scan scared school schools \
    science screen script scripts search second sections secure security see seeing seem seemed seems \
    seen self send seniors sense sensitive sensory sent separate serious seriously server servers service \
    services session sessions set sets setting setup seven several severe shame share shared sharing she \
    sheets shell shop shops short shortcuts should shoulder show showed shower shown sick side sign signs \
    similar simple since sincerely single sister sit situation situations six skills sleep slide slides \
    slightly slot slow small smaller smile smiling smooth so social software solution solutions solve \
    some somebody someone something sometimes son sons soon sooner sophmores sore sorry sort sorted \
    sorting source space speak speaking special specialist specific speech speed spend spent spoke spoken \
    spot st stable staff staffing stage standard star start started starting state stay stayed staying \
    step steps still stop stopped straight strategies stratergies street strength stress stressful stroke \
    structure structured struggle struggling stuck student students stuff style sublime substance \
    successful such suffering sugar suggest suggested suggestion suggestions suicidal suitable super \
    superb support supported supporting supportive supposed sure surgeon surgeons surgery surprised \
    switch sympathetic symptoms syntax system systems tab table tablet tablets tailored take taken takes \
    taking talk talked talking tasks taught tea teach teacher teachers teaching team teams technical \
    techniques teenagers telephone tell telling ten tend term terminal terms test testing tests than \
    thank thankful thanks thankyou that's the theatre their them themselves then therapist therapy there \
    there's therefore these they thing things think thinking third this thorough thoroughly those though \
    thought thoughtful thoughts thousand three through throughout tidy time timely times tips to today \
    together toilet toilets told tomorrow took tool tools top total totally touch towards town track \
    traditional training trauma travel treat treated treating treatment treatments tried trivial trouble \
    true truly trust try trying turn turned twice two type types unable under undergraduate understand \
    understanding understands understood undo unfortunately unit university unless unprofessional unsafe \
    unsure until unwell up update updated upset us usage use used useful user users using usual usually \
    valued variable variables variety various ve version versions very via video view views village vim \
    violence virus visit visited visiting visitor visitors visits visual voice vulnerable wait waited \
    waiting walk walking walks want wanted wards warm was wasn wasn't waste water way ways we weaning \
    wear web website week weekly weeks weight welcome welcomed welcoming well wellbeing were what when \
    whether which while whilst who whole whose why wide widgets wife willing window windows wise wish \
    wished with within woman women wonderful word work worked worker workflow working works workshop \
    workshops worried worries worry worse worst worth would wouldn wouldn't wound write writing written \
    wrong xxx xxxx year years yes yesterday yet you your yours yourself youth
    """.split(separator: " ").map(String.init))
}
