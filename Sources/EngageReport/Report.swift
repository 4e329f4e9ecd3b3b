/// What was found, ready to be shown: everything any renderer shows comes from this value alone.
public struct Report: Sendable, Hashable, Codable {
  /// The number of the JSON form.
  public static let currentSchema = "engage-report/1"

  public var schema: String
  public var title: String
  public var made: Made
  public var sources: Sources
  public var survey: String?
  public var versions: [Int]
  public var events: [String]
  public var audience: Audience
  public var scope: Scope
  public var sections: [Section]
  public var diagnostics: [ReportDiagnostic]
  /// How it was made safe for its readers; `nil` while it holds all that was counted. Nothing shows a report to
  /// others than the organisation itself without it.
  public var protection: Protection?
  /// What was merged before it was counted: by dimension (a question, `session`) and by the name of the group the
  /// choices or sessions that it stands for; `nil` where nothing was.
  public var merged: [String: [String: [String]]]?

  public init(
    title: String, made: Made, sources: Sources = Sources(), survey: String?, versions: [Int] = [],
    events: [String] = [], audience: Audience = .internal, scope: Scope, sections: [Section] = [],
    diagnostics: [ReportDiagnostic] = [], protection: Protection? = nil,
    merged: [String: [String: [String]]]? = nil
  ) {
    self.merged = merged
    self.schema = Report.currentSchema
    self.title = title
    self.made = made
    self.sources = sources
    self.survey = survey
    self.versions = versions
    self.events = events
    self.audience = audience
    self.scope = scope
    self.sections = sections
    self.diagnostics = diagnostics
    self.protection = protection
  }

  /// The sections of what provides a thing, in the report's order.
  public func sections(providing subject: String) -> [Section] { sections.filter { $0.provides == subject } }
}

/// How a report was made safe for those who are to read it.
public struct Protection: Sendable, Hashable, Codable {
  /// The profile it followed, by name.
  public var profile: String
  /// What was done, a sentence each, for readers.
  public var rules: [String]

  public init(profile: String, rules: [String]) {
    self.profile = profile
    self.rules = rules
  }
}

/// Who a report is for.
public enum Audience: String, Sendable, Codable, CaseIterable {
  case `internal`, partner, `public`
}

/// When, by whom and with what a report was made.
public struct Made: Sendable, Hashable, Codable {
  /// ISO 8601, to the minute.
  public var at: String
  /// Who made it; empty for an audience that need not know.
  public var by: String
  /// Name and version of the program.
  public var engine: String
  /// The organisation that reports.
  public var organisation: String?
  /// How the password of the file reaches its reader, in words; `nil` where nothing is said of one.
  public var passwordNote: String?

  public init(
    at: String, by: String, engine: String, organisation: String? = nil, passwordNote: String? = nil
  ) {
    self.at = at
    self.by = by
    self.engine = engine
    self.organisation = organisation
    self.passwordNote = passwordNote
  }

  private enum CodingKeys: String, CodingKey {
    case at, by, engine, organisation
    case passwordNote = "password_note"
  }
}

/// What a report was made from.
public struct Sources: Sendable, Hashable, Codable {
  /// Surveys as `name v1`.
  public var surveys: [String]
  /// Codebooks as `name v1`.
  public var codebooks: [String]
  /// Batches whose responses are counted, by number.
  public var batches: [Int]
  /// Event titles, and where published figures were published.
  public var events: [EventSource]
  /// Plain words on everything in the report that is invented; empty for real data.
  public var invented: [String]
  /// What each of the surveys and codebooks said, by `name v1`: where the fingerprint differs, it was changed since.
  public var fingerprints: [String: String]
  /// The sessions named; empty for all of the events.
  public var sessions: [String]
  /// The number of the store's last change when the report was made; `nil` where it is not known.
  public var lastChange: Int64?
  /// What the responses were weighted by, as one writes it; `nil` where each counts as one.
  public var weights: String?

  public init(
    surveys: [String] = [], codebooks: [String] = [], batches: [Int] = [], events: [EventSource] = [],
    invented: [String] = [], fingerprints: [String: String] = [:], sessions: [String] = [],
    lastChange: Int64? = nil, weights: String? = nil
  ) {
    self.surveys = surveys
    self.codebooks = codebooks
    self.batches = batches
    self.events = events
    self.invented = invented
    self.fingerprints = fingerprints
    self.sessions = sessions
    self.lastChange = lastChange
    self.weights = weights
  }

  private enum CodingKeys: String, CodingKey {
    case surveys, codebooks, batches, events, invented, fingerprints, sessions, weights
    case lastChange = "last_change"
  }

  public init(from decoder: any Decoder) throws {
    let keyed = try decoder.container(keyedBy: CodingKeys.self)
    surveys = try keyed.decodeIfPresent([String].self, forKey: .surveys) ?? []
    codebooks = try keyed.decodeIfPresent([String].self, forKey: .codebooks) ?? []
    batches = try keyed.decodeIfPresent([Int].self, forKey: .batches) ?? []
    events = try keyed.decodeIfPresent([EventSource].self, forKey: .events) ?? []
    invented = try keyed.decodeIfPresent([String].self, forKey: .invented) ?? []
    fingerprints = try keyed.decodeIfPresent([String: String].self, forKey: .fingerprints) ?? [:]
    sessions = try keyed.decodeIfPresent([String].self, forKey: .sessions) ?? []
    lastChange = try keyed.decodeIfPresent(Int64.self, forKey: .lastChange)
    weights = try keyed.decodeIfPresent(String.self, forKey: .weights)
  }
}

/// An event a report speaks of.
public struct EventSource: Sendable, Hashable, Codable {
  public var name: String
  public var title: String
  /// Where its published figures come from.
  public var source: String?
  /// "Nuneaton, Rugby and Leamington Spa": for headings.
  public var places: String?
  /// "September and October 2019": for headings.
  public var period: String?
  /// Who to write to about it.
  public var contact: String?

  public init(
    name: String, title: String, source: String? = nil, places: String? = nil, period: String? = nil,
    contact: String? = nil
  ) {
    self.name = name
    self.title = title
    self.source = source
    self.places = places
    self.period = period
    self.contact = contact
  }
}

/// How many responses a report rests on.
public struct Scope: Sendable, Hashable, Codable {
  public var responses: Int
  public var forms: Int
  public var tables: Int
  /// Forms and people at tables together; `nil` unless the event says they do not overlap.
  public var people: Int?
  /// The condition responses had to meet, as written.
  public var filter: String?
  /// How forms are weighted; `nil` where each counts as one.
  public var weighting: ScopeWeighting?

  public init(
    responses: Int, forms: Int, tables: Int, people: Int?, filter: String? = nil,
    weighting: ScopeWeighting? = nil
  ) {
    self.responses = responses
    self.forms = forms
    self.tables = tables
    self.people = people
    self.filter = filter
    self.weighting = weighting
  }

  private enum CodingKeys: String, CodingKey { case responses, forms, tables, people, filter, weighting }

  public func encode(to encoder: any Encoder) throws {
    var keyed = encoder.container(keyedBy: CodingKeys.self)
    try keyed.encode(responses, forKey: .responses)
    try keyed.encode(forms, forKey: .forms)
    try keyed.encode(tables, forKey: .tables)
    try keyed.encode(people, forKey: .people)
    try keyed.encode(filter, forKey: .filter)
    try keyed.encodeIfPresent(weighting, forKey: .weighting)
  }
}

/// By what the forms of a report are weighted, and what that costs.
public struct ScopeWeighting: Sendable, Hashable, Codable {
  /// "Warwickshire, 2021 census, by district": what follows "weighted by".
  public var by: String
  /// How many unweighted forms would tell as much (Kish); `nil` without forms.
  public var effectiveForms: Double?
  /// Forms ÷ effective forms, at least 1.
  public var designEffect: Double?

  public init(by: String, effectiveForms: Double?, designEffect: Double?) {
    self.by = by
    self.effectiveForms = effectiveForms
    self.designEffect = designEffect
  }

  private enum CodingKeys: String, CodingKey {
    case by
    case effectiveForms = "effective_forms"
    case designEffect = "design_effect"
  }

  /// "Weighted by …: the forms tell as much as 97.2 unweighted ones would (design effect 1.24)."
  public var words: String {
    guard let effectiveForms, let designEffect else { return "Weighted by \(by)." }
    return
      "Weighted by \(by): the forms tell as much as \(Wording.decimal(effectiveForms, places: 1)) unweighted ones "
      + "would (design effect \(Wording.decimal(designEffect, places: 2)))."
  }
}

/// A remark on how the report came about, for the person who can act on it.
public struct ReportDiagnostic: Sendable, Hashable, Codable {
  public var severity: String
  public var rule: String
  public var message: String
  public var file: String?
  public var line: Int?
  public var column: Int?
  public var sheet: String?
  public var cell: String?
  public var hint: String?

  public init(
    severity: String, rule: String, message: String, file: String? = nil, line: Int? = nil,
    column: Int? = nil,
    sheet: String? = nil, cell: String? = nil, hint: String? = nil
  ) {
    self.severity = severity
    self.rule = rule
    self.message = message
    self.file = file
    self.line = line
    self.column = column
    self.sheet = sheet
    self.cell = cell
    self.hint = hint
  }
}
