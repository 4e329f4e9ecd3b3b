/// A wording made of a degree and a word: “very safe”, “fairly unsafe”, “not at all important”, “neither satisfied nor
/// dissatisfied”.
struct ScaleDegree {
  /// `safe` of “very safe” and of “very unsafe”; `nil` for the middle of any scale: “neutral”.
  var stem: String?
  /// From lowest to highest: below zero for the opposite of the stem.
  var place: Double

  private static let degrees: [(String, Double)] = [
    ("not at all", -100), ("not in the least", -100), ("not even slightly", -90), ("not very", -30),
    ("not really", -30),
    ("not particularly", -30), ("not so", -30), ("not too", -30), ("not that", -30), ("not especially", -30),
    ("not", -50), ("hardly", -45), ("a little bit", 5), ("only a little", 5), ("a little", 5), ("a bit", 5),
    ("slightly", 5), ("minimally", 4), ("somewhat", 10), ("partly", 10), ("partially", 10), ("tend to", 10),
    ("to some extent", 10), ("rather", 12), ("moderately", 15), ("reasonably", 20), ("fairly", 20),
    ("quite", 20),
    ("mostly", 20), ("generally", 20), ("mainly", 20), ("much", 40), ("very much", 42), ("very", 40),
    ("highly", 40),
    ("strongly", 40), ("really", 38), ("definitely", 40), ("very strongly", 45), ("extremely", 50),
    ("completely", 50),
    ("totally", 50), ("entirely", 50), ("fully", 50), ("absolutely", 50), ("exceptionally", 50),
    ("critically", 50),
    ("vitally", 50), ("a lot", 40), ("far", 40), ("equally", 0), ("just as", 0),
    ("much less", -40), ("much more", 40), ("a lot less", -40), ("a lot more", 40), ("far less", -40),
    ("far more", 40),
    ("a little less", -10), ("a little more", 10), ("slightly less", -10), ("slightly more", 10),
    ("somewhat less", -12), ("somewhat more", 12), ("a bit less", -10), ("a bit more", 10), ("less", -25),
    ("more", 25),
  ].sorted { $0.0.count > $1.0.count }

  /// Words without a common form that are each other's opposites, the low one first.
  private static let opposites: [String: String] = [
    "difficult": "easy", "hard": "easy", "poor": "good", "bad": "good", "badly": "well", "poorly": "well",
    "worse": "better", "negative": "positive", "negatively": "positively", "useless": "useful",
    "weak": "strong",
    "sad": "happy", "unhappy": "happy", "oppose": "support", "against": "in favour", "opposed": "in favour",
    "dangerous": "safe", "boring": "interesting", "harmful": "helpful",
    "slow": "fast", "false": "true", "untrue": "true", "pessimistic": "optimistic", "dislike": "like",
    "lower": "higher",
    "low": "high", "distrust": "trust", "insecure": "secure", "incompetent": "competent",
    "ineffective": "effective",
    "inadequate": "adequate", "inaccessible": "accessible", "inappropriate": "appropriate",
    "irrelevant": "relevant",
    "impossible": "possible", "inconvenient": "convenient", "disagree": "agree", "dissatisfied": "satisfied",
    "disappointed": "pleased", "displeased": "pleased", "uncomfortable": "comfortable",
  ]

  private static let middles: Set<String> = [
    "neutral", "neither", "neither nor", "undecided", "in between", "mixed", "no difference",
    "about the same",
    "no change", "the same", "same", "average", "indifferent",
  ]

  private static let fillers = [
    "i am", "i'm", "i feel", "i", "it is", "it's", "it was", "they are", "feel", "feeling",
  ]

  /// Takes a label apart; `nil` if no degree and no word of a known opposite stands in it.
  init?(_ label: LabelWords, stems: Set<String>) {
    var text = Substring(label.plain)
    for filler in ScaleDegree.fillers where text.hasPrefix(filler + " ") {
      text = text.dropFirst(filler.count + 1)
      break
    }
    if ScaleDegree.middles.contains(String(text)) {
      self.init(stem: nil, place: 0)
      return
    }
    if text.hasPrefix("neither ") || (text.hasPrefix("equally ") && text.contains(" and ")) {
      self.init(stem: nil, place: 0)
      return
    }
    if let alone = ScaleDegree.degrees.first(where: { $0.0 == text }) {
      // “Not at all” below “very safe”.
      self.init(stem: nil, place: alone.1)
      return
    }
    var place = 25.0
    var isGraded = false
    for (word, degree) in ScaleDegree.degrees {
      if text.hasPrefix(word + " ") {
        text = text.dropFirst(word.count + 1)
      } else if text.hasSuffix(" " + word) {
        text = text.dropLast(word.count + 1)
      } else {
        continue
      }
      place = degree
      isGraded = true
      break
    }
    let (stem, isOpposite) = ScaleDegree.stem(String(text), among: stems)
    guard !stem.isEmpty, isGraded || isOpposite || stems.contains(stem) else { return nil }
    self.init(stem: stem, place: isOpposite ? -place : place)
  }

  private init(stem: String?, place: Double) {
    self.stem = stem
    self.place = place
  }

  /// `unsafe` is the opposite of `safe`.
  private static func stem(_ word: String, among stems: Set<String>) -> (stem: String, isOpposite: Bool) {
    var parts = word.split(separator: " ", omittingEmptySubsequences: true).map(String.init)
    guard let first = parts.first else { return ("", false) }
    if let positive = opposites[first] {
      parts[0] = positive
      return (parts.joined(separator: " "), true)
    }
    if let positive = opposites[word] { return (positive, true) }
    for prefix in ["un", "dis", "in", "im", "ir", "non "]
    where first.hasPrefix(prefix) && first.count > prefix.count + 3 {
      parts[0] = String(first.dropFirst(prefix.count))
      let positive = parts.joined(separator: " ")
      if prefix == "un" || stems.contains(positive) { return (positive, true) }
    }
    return (word, false)
  }

  /// The words that the labels have without degrees: what an opposite may be the opposite of.
  static func stems(_ labels: [LabelWords]) -> Set<String> {
    var stems: Set<String> = []
    for label in labels {
      var text = Substring(label.plain)
      for filler in fillers where text.hasPrefix(filler + " ") {
        text = text.dropFirst(filler.count + 1)
        break
      }
      for (word, _) in degrees {
        if text.hasPrefix(word + " ") {
          text = text.dropFirst(word.count + 1)
        } else if text.hasSuffix(" " + word) {
          text = text.dropLast(word.count + 1)
        } else {
          continue
        }
        break
      }
      if !text.isEmpty { stems.insert(String(text)) }
    }
    return stems
  }
}
