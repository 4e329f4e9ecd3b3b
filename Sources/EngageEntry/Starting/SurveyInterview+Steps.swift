import EngageModel

/// What a line does at each step.
extension SurveyInterview {
  mutating func takeAnswer(_ typed: String) throws(EntryRefusal) -> Reply {
    switch draft.step {
    case .title: return try takeTitle(typed)
    case .name: return try takeName(typed)
    case .languages: return try takeLanguages(typed)
    case .translateTitle(let index): return try takeTitleTranslation(typed, index)
    case .units: return try takeUnits(typed)
    case .wording: return try takeWording(typed)
    case .briefWording: return try takeBriefWording(typed)
    case .blocks: return try takeBlock(typed)
    case .review: return try takeDecision(typed)
    case .finished: throw EntryRefusal("The interview has ended.")
    default: return try takeAboutQuestion(typed)
    }
  }

  private mutating func takeTitle(_ typed: String) throws(EntryRefusal) -> Reply {
    if !typed.isEmpty || draft.title.text.isEmpty {
      draft.title = LocalizedText(try StartingAnswer.words(typed, atMost: 200))
    }
    draft.step = draft.isReviewed ? .review : draft.name.isEmpty ? .name : .languages
    return .accepted(nil)
  }

  /// A name made of the title that no survey has.
  var proposedName: String {
    if let written = draft.writtenName { return written }
    return NameProposals.free(NameProposals.kebab(draft.title.text, otherwise: "our-survey"), by: "-") {
      problem(ofName: $0) != nil
    }
  }

  private mutating func takeName(_ typed: String) throws(EntryRefusal) -> Reply {
    let name = typed.isEmpty ? (draft.name.isEmpty ? proposedName : draft.name) : typed
    if let written = draft.writtenName {
      guard name == written else {
        throw EntryRefusal("The form is there under the short name “\(written)”: that stays.")
      }
    } else if let problem = problem(ofName: name) {
      throw EntryRefusal("\(problem) Enter takes “\(proposedName)”.")
    }
    draft.name = name
    draft.step = draft.isReviewed ? .review : .languages
    return .accepted(nil)
  }

  private mutating func takeLanguages(_ typed: String) throws(EntryRefusal) -> Reply {
    var codes: [String] = []
    for word in typed.isEmpty ? languagesMeant : typed.split(separator: ",").map({ String($0).trimmed }) {
      guard let code = LanguageNames.code(of: word), LanguageNames.isKnown(code) else {
        let near = LanguageNames.nearest(to: word).map { " Did you mean \($0)?" } ?? ""
        throw EntryRefusal(
          "“\(word.brief(30))” is no language known here.\(near) Type English names or codes, joined by commas: English, Polish."
        )
      }
      if codes.contains(code) { throw EntryRefusal("A language is there twice. Type each once.") }
      codes.append(code)
    }
    guard let first = codes.first, codes.count <= 20 else {
      throw EntryRefusal("Type one language or several, at most 20, joined by commas: English, Polish.")
    }
    draft.languages = Languages(default: first, others: Array(codes.dropFirst()))
    draft.dropOtherLanguages()
    if draft.isReviewed {
      draft.step = .review
      return .accepted(
        codes.count > 1 ? "What a question is in another language: c and its number, then t." : nil)
    }
    draft.step = codes.count > 1 ? .translateTitle(0) : .units
    return .accepted(nil)
  }

  /// What Enter takes: English, or those it has where it was asked before.
  private var languagesMeant: [String] {
    draft.isReviewed ? [draft.languages.default] + draft.languages.others : ["English"]
  }

  private mutating func takeTitleTranslation(_ typed: String, _ index: Int) throws(EntryRefusal) -> Reply {
    let others = draft.languages.others
    if !typed.isEmpty {
      draft.title.translations[others[index]] = try StartingAnswer.words(typed, atMost: 200)
    }
    draft.step = index + 1 < others.count ? .translateTitle(index + 1) : .units
    return .accepted(nil)
  }

  private mutating func takeUnits(_ typed: String) throws(EntryRefusal) -> Reply {
    let number = try StartingAnswer.option(typed, of: 3, standard: 1)
    draft.units = [[.person], [.table], [.person, .table]][number - 1]
    draft.step = draft.isReviewed ? .review : .wording
    return .accepted(nil)
  }

  private mutating func takeWording(_ typed: String) throws(EntryRefusal) -> Reply {
    if typed.isEmpty { return try end() }
    guard draft.parts.count < 500 else {
      throw EntryRefusal("A form has at most 500 questions here. /e ends.")
    }
    let words = try StartingAnswer.words(typed)
    draft.question = PaperQuestion(name: "", label: LocalizedText(words))
    draft.place = nil
    draft.personalIsAsked = false
    // A number or a letter was rather meant for what was asked before.
    draft.step = words.count <= 2 ? .briefWording : .kind
    return .accepted(nil)
  }

  private mutating func takeBriefWording(_ typed: String) throws(EntryRefusal) -> Reply {
    if try StartingAnswer.yes(typed, standard: false) {
      draft.step = .kind
    } else {
      draft.question = nil
      draft.step = .wording
    }
    return .accepted(nil)
  }

  /// No more questions.
  mutating func end() throws(EntryRefusal) -> Reply {
    guard !draft.parts.isEmpty else {
      throw EntryRefusal(
        "There is no question yet. Type the first as it stands on the paper, or /q to leave.")
    }
    draft.step = offeredBlocks.isEmpty || draft.isReviewed ? .review : .blocks
    draft.isReviewed = draft.isReviewed || draft.step == .review
    return .accepted(nil)
  }

  /// The blocks that may still be taken in.
  var offeredBlocks: [Surroundings.Block] {
    let names = draft.names(without: nil, blockNames: names(ofBlock:))
    return surroundings.blocks.filter { block in
      let own = self.names(ofBlock: block.name)
      return !own.isEmpty && !own.contains { names.contains($0.lowercased()) }
    }
  }

  private mutating func takeBlock(_ typed: String) throws(EntryRefusal) -> Reply {
    if typed.isEmpty || ["n", "no", "none"].contains(typed.lowercased()) {
      draft.step = .review
      draft.isReviewed = true
      return .accepted(nil)
    }
    let offered = offeredBlocks
    let block = offered[try StartingAnswer.option(typed, of: offered.count) - 1]
    draft.parts.append(.block(block.name))
    let count = printedCount(ofBlock: block.name)
    draft.blockSizes = (draft.blockSizes ?? [:]).merging([block.name: count]) { $1 }
    if offeredBlocks.isEmpty {
      draft.step = .review
      draft.isReviewed = true
    }
    return .accepted("“\(block.title.brief())” stands at the end, \(count) questions.")
  }

  private mutating func takeDecision(_ typed: String) throws(EntryRefusal) -> Reply {
    switch typed.lowercased() {
    case "":
      throw EntryRefusal(
        "Type y to write the form, or a letter to change something; /q leaves, and all is kept.")
    case "y", "yes", "write":
      draft.step = .finished(toWrite: true)
      return .accepted(nil)
    case "a", "add":
      draft.step = .wording
    case "t", "title": draft.step = .title
    case "n", "name":
      if isWritten { throw EntryRefusal("The form is there under its short name: that stays.") }
      draft.step = .name
    case "u": draft.step = .units
    case "i", "languages": draft.step = .languages
    case "r", "ready":
      guard !offeredBlocks.isEmpty else { throw EntryRefusal("There are no more ready-made questions.") }
      draft.step = .blocks
    default:
      // What is typed with a slash elsewhere may be typed without one here.
      let (word, numbers) = try StartingWord.read(typed)
      return try obey(word, numbers)
    }
    return .accepted(nil)
  }
}
