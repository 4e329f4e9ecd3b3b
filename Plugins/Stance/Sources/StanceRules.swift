import EngageModel
import EngageText

/// How a text speaks about a theme.
enum StanceKind: Int, CaseIterable {
  case concern, support, suggestion

  var name: String {
    switch self {
    case .concern: "concern"
    case .support: "support"
    case .suggestion: "suggestion"
    }
  }

  var label: String {
    switch self {
    case .concern: "Concern"
    case .support: "Support"
    case .suggestion: "Suggestion"
    }
  }

  /// What it turns into behind a "not".
  var negated: StanceKind {
    switch self {
    case .concern: .support
    case .support: .concern
    case .suggestion: .suggestion
    }
  }
}

/// The cues by which stances are recognised: the themes `concern`, `support`, `suggestion` and `negation` of a
/// codebook.
struct StanceRules: Sendable {
  static let negation = "negation"

  let codebook: Codebook
  private let matcher: CodebookMatcher
  /// For each theme of the matcher its stance; `nil` for negation and what else a codebook holds.
  private let stances: [StanceKind?]
  private let negations: Set<Int>

  /// - Throws: `DiagnosticsError` where the codebook lacks a stance or has a theme that is none.
  init(_ codebook: Codebook) throws(DiagnosticsError) {
    self.codebook = codebook
    let matcher = try CodebookMatcher(codebook)
    self.matcher = matcher
    let names = matcher.themes.map(\.id.rawValue)
    let known = StanceKind.allCases.map(\.name) + [StanceRules.negation]
    let unknown = names.enumerated().filter { index, name in
      matcher.parents[index] == nil && !known.contains(name)
    }
    var problems = unknown.map { _, name in
      Diagnostic(
        rule: "unknown-stance", message: "codebook \(codebook.id): “\(name)” is no stance",
        hint: nearestName(to: name, among: known).map { "did you mean \($0)?" }
          ?? "the themes of stance rules are \(known.joined(separator: ", "))")
    }
    for name in known.dropLast() where !names.contains(name) {
      problems.append(
        Diagnostic(
          rule: "stance-missing", message: "codebook \(codebook.id) has no theme “\(name)”",
          hint: "the themes of stance rules are \(known.joined(separator: ", "))"))
    }
    try problems.throwIfErrors()
    // Sub-themes are a way to keep cues in order: they stand for the stance they are under.
    var outermost = Array(names.indices)
    for index in names.indices {
      if let parent = matcher.parents[index] { outermost[index] = outermost[parent] }
    }
    let roots = outermost
    stances = roots.map { index in StanceKind.allCases.first { $0.name == names[index] } }
    negations = Set(names.indices.filter { names[roots[$0]] == StanceRules.negation })
  }

  /// Whether there are words that turn stances round.
  var hasNegation: Bool { !negations.isEmpty }

  /// A cue found in a text.
  struct Cue {
    let stance: StanceKind
    let range: Range<Int>
  }

  /// The cues of a text. Behind a "not" concern and support change places; support behind words of suggestion is a
  /// wish and no cue ("staff should be friendly"). Neither reaches over a comma or the end of a clause.
  /// - Parameter clauses: of the text.
  func cues(in text: Span<UInt8>, clauses: [Range<Int>]) -> [Cue] {
    let places = matcher.withScratch { matcher.places(in: text, $0) }
    var cues: [Cue] = []
    var next = 0
    for part in clauses.flatMap({ Clauses.parts(of: $0, in: text) }) {
      var nots: [Int] = []
      var firstWish = Int.max
      while next < places.count, places[next].range.lowerBound < part.upperBound {
        let place = places[next]
        next += 1
        guard place.range.lowerBound >= part.lowerBound else { continue }
        if negations.contains(place.theme) { nots.append(place.range.upperBound) }
        guard let stance = stances[place.theme] else { continue }
        let isNegated = nots.suffix(StanceRules.reach + 1).contains { end in
          end <= place.range.lowerBound
            && Clauses.words(in: text, end..<place.range.lowerBound) <= StanceRules.reach
        }
        let isWish = stance == .support && firstWish <= place.range.lowerBound
        if isNegated || !isWish {
          cues.append(Cue(stance: isNegated ? stance.negated : stance, range: place.range))
        }
        if stance == .suggestion { firstWish = min(firstWish, place.range.upperBound) }
      }
    }
    return cues
  }

  /// So many words may stand between a "not" and what it turns round.
  static let reach = 2

  /// All cues, in the codebook's order.
  var listed: [(stance: String, kind: String, cue: String)] {
    var listed: [(String, String, String)] = []
    func add(_ theme: Theme, _ stance: String) {
      for (terms, prefix) in [(theme.match, ""), (theme.exclude, "not ")] {
        for term in terms {
          switch term {
          case .phrase(let words): listed.append((stance, prefix + "phrase", words))
          case .exact(let words): listed.append((stance, prefix + "exact", words))
          case .pattern(let words): listed.append((stance, prefix + "pattern", words))
          }
        }
      }
      for inner in theme.themes { add(inner, stance) }
    }
    for theme in codebook.themes { add(theme, theme.id.rawValue) }
    return listed
  }
}
