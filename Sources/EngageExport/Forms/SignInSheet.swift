import EngageModel

/// A sheet to sign in on, and to count: kept apart from the forms, with nothing sensitive on it.
public struct SignInSheet: Sendable {
  private let issuer: PaperIssuer
  private let isLarge: Bool

  /// - Parameter issuer: with the event, and with the session it is for.
  public init(issuer: PaperIssuer, isLarge: Bool = false) {
    self.issuer = issuer
    self.isLarge = isLarge
  }

  /// As many pages as the people booked need; two where nobody knows.
  public var page: PaperPage {
    let booked = issuer.session?.booked.flatMap { $0.isKnown ? $0.value : nil } ?? 30
    let first = isLarge ? 4 : 16
    let further = isLarge ? 9 : 16
    let pages = min(50, 1 + max(0, booked - first + further - 1) / further)
    let survey = Survey(id: "sign-in", title: "", questions: [])
    let head = PaperHead(text: PrintedText(survey: survey, language: "en", numbers: [:]))
    let sheets = (0..<pages).map { page -> Markup in
      // Whoever signs should have read the notice: it is left out only where it would leave no room to sign.
      let hasNotice = page == 0 || !isLarge
      let lead =
        hasNotice
        ? "This sheet is kept apart from the forms. Please write nothing about your health, beliefs or background on it."
        : "What happens to your name is said on the first sheet."
      let header = head.header(
        title: .text("Signing in"), issuer: issuer, corner: [], lead: [.text(lead)],
        notice: hasNotice ? .onSignInSheet : .none)
      return .tag("section", "sheet", [header, table(rows: page == 0 ? first : further), counts])
    }
    return PaperPage(
      title: "Signing in: \(issuer.event?.title ?? "")", language: "en",
      style: PaperStyle(isLarge: isLarge, page: "Page"), body: [.tag("main", "", sheets)],
      diagnostics: PaperForm.noticeGaps(issuer))
  }

  private func table(rows: Int) -> Markup {
    let heads = ["Name", "Organisation (if you like)", "How did you hear of us? (if you like)"]
    let row = Markup.tag("tr", "", heads.map { _ in .tag("td", "", [] as [Markup]) })
    return .tag(
      "table", "points signing",
      [
        .tag("thead", "", [.tag("tr", "", heads.map { .tag("th", "", $0) })]),
        .tag("tbody", "", Array(repeating: row, count: rows)),
      ])
  }

  private var counts: Markup {
    .tag(
      "p", "counts",
      [
        .tag("span", "", [.text("Signed in: "), .tag("span", "rule", [] as [Markup])]),
        .tag("span", "", [.text("Counted in the room: "), .tag("span", "rule", [] as [Markup])]),
      ])
  }
}
