import EngageModel

/// What to know before printing.
extension PaperForm {
  func diagnostics(_ issuer: PaperIssuer) -> [Diagnostic] {
    unspoken + untranslated + PaperForm.noticeGaps(issuer) + bothSides
  }

  /// Browsers do not yet begin a copy on a sheet of its own where that needs a blank page.
  private var bothSides: [Diagnostic] {
    guard copies.count > 1 else { return [] }
    return [
      Diagnostic(
        .note, rule: "both-sides",
        message: "printed on both sides, a copy may begin on the back of the one before it",
        hint: "print on one side, or make the PDF with WeasyPrint, which puts in the blank pages")
    ]
  }

  /// Conditions that no plain words were found for.
  private var unspoken: [Diagnostic] {
    let ofGroups = survey.groups.compactMap { group in
      group.relevant.map { (what: "the group “\(group.name)”", condition: $0) }
    }
    let ofQuestions = survey.questions.compactMap { question -> (what: String, condition: Expression)? in
      guard question.isAsked || question.type == .note, let condition = question.relevant,
        question.otherOf == nil
          || survey.question(question.otherOf ?? question.id).flatMap(other(of:)) != question
      else { return nil }
      return ("question “\(question.id)”", condition)
    }
    return (ofGroups + ofQuestions).filter { conditions.words($0.condition) == nil }.map { said in
      Diagnostic(
        .warning, rule: "condition-in-words",
        message: "when \(said.what) is asked could not be put in plain words: “\(said.condition.source)”",
        hint:
          "the form says “\(words.ifItApplies)”; say it in the question's hint, or write the condition more simply"
      )
    }
  }

  private var untranslated: [Diagnostic] {
    guard text.language != survey.languages.default else { return [] }
    var found: [Diagnostic] = []
    let printed = survey.questions.filter { $0.isAsked || $0.type == .note }
    let missing = printed.filter { question in
      !text.isTranslated(question.label) || !(question.hint.map(text.isTranslated) ?? true)
        || !question.choices.allSatisfy { text.isTranslated($0.label) }
    }
    if !missing.isEmpty {
      found.append(
        Diagnostic(
          .warning, rule: "untranslated",
          message:
            "\(missing.count) of \(printed.count) questions are not all in the language “\(text.language)”: "
            + missing.map(\.id.rawValue).joined(separator: ", "),
          hint: "what is missing stands in “\(survey.languages.default)” and is marked so"))
    }
    if !text.knowsLanguage {
      found.append(
        Diagnostic(
          .warning, rule: "words-in-english",
          message:
            "Engage's own words on the form (“\(words.tickOne)”) are in English: there are none in “\(text.language)” yet"
        ))
    } else {
      found.append(
        Diagnostic(
          .note, rule: "translation",
          message: "let somebody whose language it is read the form before it is printed"
        ))
    }
    return found
  }

  /// What a notice should say and this one doesn't.
  static func noticeGaps(_ issuer: PaperIssuer) -> [Diagnostic] {
    guard let event = issuer.event else {
      return [
        Diagnostic(
          .note, rule: "no-notice",
          message: "no event was named, so there is no data-protection notice on it",
          hint: "--event NAME prints the one of that event")
      ]
    }
    let rules = event.dataProtection
    let gaps: [(String, Bool)] = [
      ("controller", rules?.controller == nil), ("purpose", rules?.purpose == nil),
      ("retain_until", rules?.retainUntil == nil),
      ("contact", rules?.contact == nil && issuer.contact == nil),
    ]
    let missing = gaps.filter(\.1).map(\.0)
    guard !missing.isEmpty else { return [] }
    return [
      Diagnostic(
        .warning, rule: "notice-gaps",
        message:
          "the data-protection notice of “\(event.id)” does not say: \(missing.joined(separator: ", "))",
        hint: "write it under data_protection in the event's file"
          + (missing.contains("contact") ? "; a contact may also stand in engage.yaml" : ""))
    ]
  }
}
