import EngageModel

/// What stands at the top of everything printed: title, who asks, the corner to write in, and the notice.
struct PaperHead {
  let text: PrintedText

  /// On what a data-protection notice stands.
  enum Notice { case none, onForm, onSignInSheet }

  private var words: PaperWords { text.words }

  /// - Parameters:
  ///   - corner: what stands in the box at the corner; none if empty.
  ///   - lead: what it is about.
  ///   - notice: which data-protection notice is printed.
  func header(
    title: Markup, issuer: PaperIssuer, corner: [Markup], lead: [Markup], notice: Notice
  ) -> Markup {
    var inside: [Markup] = corner.isEmpty ? [] : [.tag("div", "corner", corner)]
    inside.append(.tag("h1", "", [title]))
    let by = byline(issuer)
    if !by.isEmpty { inside.append(.tag("p", "by", by)) }
    if !lead.isEmpty { inside.append(.tag("p", "lead", lead)) }
    if notice != .none, let box = self.notice(issuer, isForm: notice == .onForm) { inside.append(box) }
    return .tag("header", "", inside)
  }

  /// "EQuIP · We Stand Together 2019, Rugby, 8 October 2019 · equip@example.org"
  private func byline(_ issuer: PaperIssuer) -> String {
    var event = issuer.event.map { [$0.title] } ?? []
    if let session = issuer.session {
      event += [session.title, session.venue, session.place, session.date.map(date)].compactMap { $0 }
    }
    var seen: Set<String> = []
    event.removeAll { !seen.insert($0).inserted }
    return [issuer.organisation, event.isEmpty ? nil : event.joined(separator: ", "), issuer.contact]
      .compactMap { $0 }.joined(separator: " · ")
  }

  /// A day in full; a month or a range as it is written.
  func date(_ date: EventDate) -> String {
    switch date.precision {
    case .day: words.date(date.first)
    case .month: "\(words.months[date.first.month - 1]) \(date.first.year)"
    case .range: date.description
    }
  }

  /// The data-protection notice in brief; `nil` where the event says nothing.
  private func notice(_ issuer: PaperIssuer, isForm: Bool) -> Markup? {
    guard let rules = issuer.event?.dataProtection else { return nil }
    // The names on a sign-in sheet are no special categories: only a form carries that condition.
    let basis = [rules.lawfulBasis, isForm ? rules.article9Condition : nil].compactMap { $0 }
    let said: [(String, String?)] = [
      (words.controller, rules.controller), (words.purpose, rules.purpose),
      (words.legalBasis, basis.isEmpty ? nil : basis.joined(separator: "; ")),
      (words.retention, rules.retainUntil.map(words.date)), (words.contact, rules.contact ?? issuer.contact),
    ]
    let sentences: [Markup] = said.compactMap { sentence, value in
      value.map {
        // What people wrote may end with a full stop of its own.
        let value = $0.hasSuffix(".") ? String($0.dropLast()) : $0
        return .tag("p", "", [text.own(PaperWords.fill(sentence, ["value": value]) + " ")])
      }
    }
    return .tag(
      "div", "notice",
      [.tag("h3", "", [text.own(isForm ? words.noticeTitle : "What happens to your name")])] + sentences)
  }
}
