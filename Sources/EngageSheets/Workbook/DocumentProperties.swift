/// What a workbook says about itself. Each text has at most 255 characters.
public struct DocumentProperties: Equatable, Sendable {
  /// The title.
  public var title: String?
  /// The subject.
  public var subject: String?
  /// The author.
  public var author: String?
  /// The organisation.
  public var company: String?
  /// The category.
  public var category: String?
  /// The keywords.
  public var keywords: String?
  /// Free remarks.
  public var comments: String?
  /// The time of making, in seconds since 1970-01-01 UTC, at least 1. The same report with the same time gives
  /// the same bytes.
  public var created: Int

  /// Properties; only the time must be given.
  public init(
    created: Int, title: String? = nil, subject: String? = nil, author: String? = nil, company: String? = nil,
    category: String? = nil, keywords: String? = nil, comments: String? = nil
  ) {
    self.created = max(1, created)
    (self.title, self.subject, self.author, self.company) = (title, subject, author, company)
    (self.category, self.keywords, self.comments) = (category, keywords, comments)
  }
}
