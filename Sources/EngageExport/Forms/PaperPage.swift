public import EngageModel

/// Something to print: a whole HTML document that loads nothing from elsewhere, and what to know before printing it.
public struct PaperPage: Sendable, Hashable {
  /// The same for the same survey, on every machine.
  public let html: String
  /// The code of the language it is mostly in.
  public let language: String
  /// Warnings: words without a translation, conditions that could not be put in words, a notice with gaps.
  public let diagnostics: [Diagnostic]

  init(
    title: String, language: String, style: PaperStyle, body: [Markup], diagnostics: [Diagnostic]
  ) {
    let head: [Markup] = [
      Markup.element("meta", [("charset", "utf-8")], []),
      Markup.element(
        "meta",
        [
          ("http-equiv", "Content-Security-Policy"),
          ("content", "default-src 'none'; style-src 'unsafe-inline'"),
        ], []),
      Markup.element(
        "meta", [("name", "viewport"), ("content", "width=device-width, initial-scale=1")], []),
      .tag("title", "", title), .style(style),
    ]
    let direction = WritingDirection.of(language)
    let document = Markup.element(
      "html", [("lang", language), ("dir", direction)],
      [.tag("head", "", head), .tag("body", style.isLarge ? "large" : "", body)])
    html = "<!DOCTYPE html>\(document.html)\n"
    self.language = language
    self.diagnostics = diagnostics
  }
}

/// Which way a language is written.
enum WritingDirection {
  private static let fromRight = [
    "ar", "arc", "ckb", "dv", "fa", "he", "ks", "nqo", "pnb", "prs", "ps", "sd", "syr",
    "ug", "ur", "yi",
  ]

  /// `rtl` or `ltr`, by the language's code with or without script and region: `ur`, `ur-PK`, `pa-Arab`.
  static func of(_ language: String) -> String {
    let parts = language.lowercased().split { $0 == "-" || $0 == "_" }
    if parts.contains("arab") || parts.contains("hebr") { return "rtl" }
    if parts.contains("latn") || parts.contains("guru") { return "ltr" }
    return parts.first.map { fromRight.contains(String($0)) } == true ? "rtl" : "ltr"
  }
}

/// Who hands out the paper, and at what.
public struct PaperIssuer: Sendable, Hashable {
  /// The organisation's name.
  public var organisation: String?
  /// Whom to ask about it.
  public var contact: String?
  public var event: Event?
  /// The session of the event.
  public var session: Session?

  public init(
    organisation: String? = nil, contact: String? = nil, event: Event? = nil, session: Session? = nil
  ) {
    self.organisation = organisation
    self.contact = contact
    self.event = event
    self.session = session
  }
}
