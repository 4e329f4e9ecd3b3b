import EngageEntry

/// Screens to look at: what forms in many languages, long and short, may come to.
enum MadeUpScreens {
  static let all: [(name: String, screen: EntryScreen)] = [
    ("choice", choice), ("several", several), ("sixty", sixty), ("long-text", longText), ("refusal", refusal),
    ("safeguarding", safeguarding), ("summary", summary), ("gurmukhi", gurmukhi), ("urdu", urdu),
    ("polish", polish), ("ranking", ranking),
  ]

  private static func base(_ text: String) -> EntryScreen {
    var screen = EntryScreen(title: "We Stand Together 2019 · Rugby · entered by Asha", text: text)
    screen.progress = "Form 3 of this sitting · 23 of 61 forms · 2 min a form · about 1 h 15 left"
    screen.reconciliation = "Attended 52 · forms 23 · at tables 31 · not heard 0–29"
    screen.place = "Question 7 of 12"
    screen.section = "About the evening"
    screen.earlier = [
      .init(number: "1", question: "Form number", answer: "R-018"),
      .init(number: "2", question: "Have you taken part in an event of Prevent before?", answer: "No"),
      .init(number: "3", question: "If so, in which?", answer: "", mark: .hidden),
      .init(
        number: "4", question: "How safe do you feel in your neighbourhood after dark?",
        answer: "Fairly safe",
        mark: .doubtful),
      .init(
        number: "5", question: "What would make your neighbourhood a better place for everybody?",
        answer: "More for young people to do, “not only football” – a 家庭 centre 👍🏽 with ਪੰਜਾਬੀ classes"),
      .init(number: "6", question: "Anything you are worried about?", answer: "held back", mark: .restricted),
    ]
    screen.foot = [
      .init("Enter", "next"), .init("Esc", "menu"), .init("F5", "prefer not to say"),
      .init("F6", "unreadable"),
      .init("F7", "more than one ticked"), .init("F8", "between two"), .init("Ctrl-Z", "undo"),
      .init("Ctrl-G", "go to"), .init("F2", "note"), .init("F9", "safeguarding"), .init("F1", "help"),
    ]
    return screen
  }

  static var choice: EntryScreen {
    var screen = base("How much do you agree: people from different backgrounds get on well here?")
    screen.isRequired = true
    screen.hint = "One tick. Between two boxes: F8."
    let labels = ["Strongly agree", "Agree", "Neither agree nor disagree", "Disagree", "Strongly disagree"]
    screen.options = labels.enumerated().map {
      .init(key: "\($0 + 1)", label: $1, isChosen: $0 == 1, isFocused: $0 == 2)
    }
    return screen
  }

  static var several: EntryScreen {
    var screen = base("Which of these did you come with?")
    screen.choosing = .several
    let labels = ["Family", "Friends", "Somebody from work, school, a place of worship or a group", "Nobody"]
    screen.options = labels.enumerated().map {
      .init(key: "\($0 + 1)", label: $1, isChosen: $0 < 2, isFocused: $0 == 2)
    }
    screen.field = .init(text: "", cursor: 0, placeholder: "numbers or first letters")
    screen.message = .init(.warning, ["“Nobody” can't be ticked together with others."])
    return screen
  }

  static var sixty: EntryScreen {
    var screen = base("Which language do you speak at home?")
    let stems = [
      "Polish", "Punjabi", "Urdu", "Gujarati", "Bengali", "Romanian", "Arabic", "Portuguese", "Tamil",
      "Sylheti",
    ]
    screen.options = (0..<60).map {
      .init(
        key: "\($0 + 1)", label: "\(stems[$0 % 10]) \($0 / 10 + 1)", isChosen: $0 == 4, isFocused: $0 == 41)
    }
    screen.field = .init(text: "42", cursor: 2)
    return screen
  }

  static var longText: EntryScreen {
    var screen = base("What would make your neighbourhood a better place for everybody?")
    screen.hint = "As it stands on the form. Enter goes on, Alt-Enter begins a new line."
    let sentence = "More lights by the canal, and a bus after nine; the young ones have nowhere to go.\n"
    let text = String(repeating: sentence, count: 60)
    screen.field = .init(text: text, cursor: 2_513, isLong: true)
    return screen
  }

  static var refusal: EntryScreen {
    var screen = base("How many people live in your household?")
    screen.field = .init(text: "1e5", cursor: 1)
    screen.message = .init(
      .refusal, ["That is no number.", "Type it in figures, or press F6 if it can't be read."])
    return screen
  }

  static var safeguarding: EntryScreen {
    var screen = longText
    screen.message = .init(
      .safeguarding,
      [
        "This text is held back from now on: only you and the safeguarding lead see it.",
        "Ring: Asha Example, safeguarding lead, 01632 960 001 (until 18:00)",
        "At other times: the council's duty desk, 01632 960 002", "In danger now: 999",
      ])
    return screen
  }

  static var summary: EntryScreen {
    var screen = base("Form R-018: is this what the paper says?")
    screen.place = ""
    screen.section = nil
    screen.earlier = []
    screen.details = (1...40).map {
      "\($0)  A question of the survey that was asked: an answer, number \($0)"
    }
    screen.detailsFocus = 27
    return screen
  }

  static var gurmukhi: EntryScreen {
    var screen = base("ਤੁਹਾਡੇ ਇਲਾਕੇ ਨੂੰ ਸਭ ਲਈ ਬਿਹਤਰ ਬਣਾਉਣ ਲਈ ਕੀ ਕਰਨਾ ਚਾਹੀਦਾ ਹੈ?")
    screen.section = "ਸ਼ਾਮ ਬਾਰੇ"
    screen.field = .init(text: "ਨੌਜਵਾਨਾਂ ਲਈ ਹੋਰ ਥਾਂ 👩‍👩‍👧 ਅਤੇ ਬੱਸ", cursor: 20, isLong: true)
    return screen
  }

  static var urdu: EntryScreen {
    var screen = base("آپ اپنے محلے میں رات کو خود کو کتنا محفوظ محسوس کرتے ہیں؟")
    screen.isRightToLeft = true
    screen.options = ["بہت محفوظ", "کافی محفوظ", "زیادہ محفوظ نہیں"].enumerated().map {
      .init(key: "\($0 + 1)", label: $1, isFocused: $0 == 0)
    }
    return screen
  }

  static var polish: EntryScreen {
    var screen = base(
      "W jakim stopniu zgadza się Pani/Pan z następującym stwierdzeniem: w mojej okolicy ludzie różnego pochodzenia "
        + "dobrze się ze sobą dogadują, a w razie nieporozumień potrafią znaleźć wspólne rozwiązanie?")
    screen.notes = ["Proszę zaznaczyć tylko jedną odpowiedź; jeśli żadna nie pasuje, proszę zostawić puste."]
    let labels = [
      "Zdecydowanie się zgadzam, bo sama/sam to wielokrotnie widziałam/widziałem w mojej najbliższej okolicy",
      "Raczej się zgadzam", "Ani się zgadzam, ani nie zgadzam", "Raczej się nie zgadzam",
      "Zdecydowanie się nie zgadzam i uważam, że wszyscy powinniśmy o tym więcej rozmawiać, zanim będzie za późno",
    ]
    screen.options = labels.enumerated().map {
      .init(key: "\($0 + 1)", label: $1, isFocused: $0 == 4)
    }
    return screen
  }

  static var ranking: EntryScreen {
    var screen = base("What matters most? Put in order.")
    screen.choosing = .order
    screen.options = ["Safety", "Jobs", "Housing", "Health"].enumerated().map {
      .init(key: "\($0 + 1)", label: $1, isChosen: $0 > 1, place: $0 > 1 ? $0 - 1 : nil, isFocused: $0 == 3)
    }
    screen.message = .init(.information, ["Entered before as R-018? No: that one is withdrawn."])
    return screen
  }
}
