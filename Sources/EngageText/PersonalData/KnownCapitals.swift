/// Words that English writes with a capital and that are nobody's name; in lower case.
enum KnownCapitals {
  /// Days, peoples, faiths, places, services, makes.
  static let words = set(
    """
    i i'm i've i'd i'll monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays \
    fridays saturdays sundays january february march april may june july august september october november december \
    christmas easter diwali eid ramadan vaisakhi hanukkah passover lent halloween boxing bonfire bank holiday new year \
    english british scottish welsh irish polish romanian bulgarian lithuanian latvian ukrainian russian european \
    asian african caribbean american indian pakistani bangladeshi punjabi chinese arab arabic turkish kurdish somali \
    syrian afghan iranian iraqi israeli palestinian nigerian ghanaian jamaican portuguese spanish french german italian \
    greek dutch albanian eastern western northern southern black white brown roma gypsy gypsies traveller travellers \
    muslim muslims islam islamic islamist islamophobia christian christians christianity church catholic protestant \
    sikh sikhs sikhism gurdwara hindu hindus hinduism jew jews jewish judaism buddhist buddhists quaker \
    methodist baptist anglican bible quran qur'an koran torah god allah jesus christ lord prophet mandir mosque temple \
    synagogue asians pole poles romanians africans europeans ukrainians syrians afghans british-asian afro-caribbean \
    britain england scotland wales ireland uk usa us eu europe africa asia america india pakistan bangladesh punjab \
    poland romania ukraine russia china syria afghanistan iran iraq israel palestine gaza somalia nigeria turkey germany \
    france spain italy portugal brexit commonwealth kashmir \
    london birmingham manchester leeds liverpool sheffield bristol coventry leicester nottingham derby wolverhampton \
    warwickshire warwick leamington spa royal nuneaton bedworth rugby stratford stratford-upon-avon kenilworth atherstone \
    alcester southam shipston bulkington polesworth coleshill henley whitnash lillington midlands solihull oxford \
    cambridge cardiff edinburgh glasgow belfast northampton hinckley daventry banbury redditch tamworth \
    police council councillors nhs gp gps a&e mp mps pcso pcsos pc tv cctv lgbt lgbtq lgbtqia gcse ofsted dbs prevent \
    channel government parliament conservative conservatives labour tory tories green greens liberal democrats reform \
    ukip bnp edl home office citizens advice victim support crimestoppers childline samaritans equip tell mama \
    salvation army red cross rotary scouts guides brownies age concern mencap mind shelter refuge \
    facebook instagram whatsapp tiktok snapchat twitter youtube google zoom teams skype discord telegram x reddit netflix \
    internet wifi wi-fi web online windows microsoft apple amazon tesco asda aldi lidl sainsbury's morrisons mcdonald's \
    mcdonalds greggs boots costa starbucks uber stagecoach covid covid-19 corona ppe it hr ict ok pm am mr mrs \
    mum dad mummy daddy mom nan gran grandma grandad nanny year years team staff reception ward clinic doctor doctors \
    nurse nurses dr surgery dentist hospital practice midwife physio consultant receptionist sister matron
    """)

  /// Words that end a name of a place or an organisation.
  static let endings = set(
    """
    academy advice agency alliance arena arms army association avenue barracks bank bridge brigade building cafe care \
    cathedral centre center chapel charity church city class clinic close club college committee community company \
    constabulary council county court crescent day department drive estate event faith farm festival force forum \
    foundation garden gardens group hall health high hill hospital hotel house inn institute international kitchen lane \
    league library limited ltd market ministry month mosque museum network north northern office park partnership party \
    place plaza police practice primary project pub reading road room royal rovers school scheme secondary service \
    services shop society south square stadium station street support surgery synagogue team temple theatre trust town \
    unit united university village walk ward way week west women's world youth sixth form army east cup fc gurdwara mandir \
    app act award bus conference course day framework guide hub lab language law machine manager notebook notebooks online \
    programme program questions scale science server session studio survey system test testing video website curie
    """)

  private static func set(_ text: String) -> Set<String> {
    Set(text.split(whereSeparator: \.isWhitespace).map(String.init))
  }
}
