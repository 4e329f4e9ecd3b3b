/// Letters with an accent, as the letter below it and the accent.
///
/// Source: the canonical decompositions of the Unicode Character Database for lower-case Latin, Greek and Cyrillic
/// letters; and, beyond Unicode, letters with a stroke ("ł"), which people without the key write without it.
enum Accents {
  /// The letter below and the accent; `nil` for a scalar that has none.
  static func parts(of scalar: Unicode.Scalar) -> (letter: Unicode.Scalar, accent: Unicode.Scalar)? {
    table[scalar.value].map { ($0.letter, $0.accent) }
  }

  private struct Parts: Sendable {
    let letter: Unicode.Scalar
    let accent: Unicode.Scalar
  }

  private static let table: [UInt32: Parts] = {
    var table: [UInt32: Parts] = [:]
    for (accent, pairs) in pairsByAccent {
      var letter: Unicode.Scalar?
      for scalar in pairs.unicodeScalars {
        if let below = letter {
          table[scalar.value] = Parts(letter: below, accent: accent)
          letter = nil
        } else {
          letter = scalar
        }
      }
    }
    return table
  }()

  /// For each accent pairs of a letter and the same letter with it.
  private static let pairsByAccent: [(accent: Unicode.Scalar, pairs: String)] = [
    (
      "\u{0300}",
      "aàeèiìoòuùüǜnǹеѐиѝēḕōṑwẁâầăằêềôồơờưừyỳἀἂἁἃἐἒἑἓἠἢἡἣἰἲἱἳὀὂὁὃὐὒὑὓὠὢὡὣαὰεὲηὴιὶοὸυὺωὼ"
        + "᾿῍ϊῒ῾῝ϋῢ¨῭"
    ),
    (
      "\u{0301}",
      "aáeéiíoóuúyýcćlĺnńrŕsśzźüǘgǵåǻæǽøǿ¨΅ϊΐαάεέηήιίϋΰοόυύωώϒϓгѓкќçḉēḗïḯkḱmḿõṍōṓpṕũṹwẃ"
        + "âấăắêếôốơớưứἀἄἁἅἐἔἑἕἠἤἡἥἰἴἱἵὀὄὁὅὐὔὑὕὠὤὡὥ᾿῎῾῞"
    ),
    ("\u{0302}", "aâeêiîoôuûcĉgĝhĥjĵsŝwŵyŷzẑạậẹệọộ"),
    ("\u{0303}", "aãnñoõiĩuũvṽâẫăẵeẽêễôỗơỡưữyỹ"),
    ("\u{0304}", "aāeēiīoōuūüǖäǟȧǡæǣǫǭöȫõȭȯȱyȳиӣуӯgḡḷḹṛṝαᾱιῑυῡ"),
    ("\u{0306}", "aăeĕgğiĭoŏuŭийуўжӂаӑеӗȩḝạặαᾰιῐυῠ"),
    ("\u{0307}", "cċeėgġzżaȧoȯbḃdḋfḟhḣmṁnṅpṗrṙsṡśṥšṧṣṩtṫwẇxẋyẏſẛ"),
    ("\u{0308}", "aäeëiïoöuüyÿιϊυϋϒϔеёіїаӓәӛжӝзӟиӥоӧөӫэӭуӱчӵыӹhḧõṏūṻwẅxẍtẗ"),
    ("\u{0309}", "aảâẩăẳeẻêểiỉoỏôổơởuủưửyỷ"),
    ("\u{030a}", "aåuůwẘyẙ"),
    ("\u{030b}", "oőuűуӳ"),
    ("\u{030c}", "cčdďeělľnňrřsštťzžaǎiǐoǒuǔüǚgǧkǩʒǯjǰhȟ"),
    ("\u{030f}", "aȁeȅiȉoȍrȑuȕѵѷ"),
    ("\u{0311}", "aȃeȇiȋoȏrȓuȗ"),
    ("\u{0313}", "αἀεἐηἠιἰοὀυὐωὠρῤ"),
    ("\u{0314}", "αἁεἑηἡιἱοὁυὑωὡρῥ"),
    ("\u{031b}", "oơuư"),
    ("\u{0323}", "bḅdḍhḥkḳlḷmṃnṇrṛsṣtṭvṿwẉzẓaạeẹiịoọơợuụưựyỵ"),
    ("\u{0324}", "uṳ"),
    ("\u{0325}", "aḁ"),
    ("\u{0326}", "sștț"),
    ("\u{0327}", "cçgģkķlļnņrŗsştţeȩdḑhḩ"),
    ("\u{0328}", "aąeęiįuųoǫ"),
    ("\u{032d}", "dḓeḙlḽnṋtṱuṷ"),
    ("\u{032e}", "hḫ"),
    ("\u{0330}", "eḛiḭuṵ"),
    ("\u{0331}", "bḇdḏkḵlḻnṉrṟtṯzẕhẖ"),
    ("\u{0335}", "dđhħlłoøtŧbƀgǥzƶ"),
    ("\u{0342}", "ἀἆἁἇἠἦἡἧἰἶἱἷὐὖὑὗὠὦὡὧαᾶ¨῁ηῆ᾿῏ιῖϊῗ῾῟υῦϋῧωῶ"),
    ("\u{0345}", "ἀᾀἁᾁἂᾂἃᾃἄᾄἅᾅἆᾆἇᾇἠᾐἡᾑἢᾒἣᾓἤᾔἥᾕἦᾖἧᾗὠᾠὡᾡὢᾢὣᾣὤᾤὥᾥὦᾦὧᾧὰᾲαᾳάᾴᾶᾷὴῂηῃήῄῆῇὼῲωῳώῴῶῷ"),
  ]
}
