/// How figures stand in sentences (house style after ONS and GOV.UK).
public enum Wording {
  /// The smallest base of which a percentage is told.
  public static let smallestPercentageBase = 50

  /// What stands in the place of a result on fewer answers than the smallest base.
  public static let tooFewToSay = "too few to say"

  /// A count: words to nine, numerals with commas from 10.
  public static func number(_ count: Int) -> String {
    let words = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
    return words.indices.contains(count) ? words[count] : numeral(count)
  }

  /// Numerals with a comma between thousands.
  public static func numeral(_ count: Int) -> String {
    var digits = String(count.magnitude)
    var index = digits.count - 3
    while index > 0 {
      digits.insert(",", at: digits.index(digits.startIndex, offsetBy: index))
      index -= 3
    }
    return (count < 0 ? "-" : "") + digits
  }

  /// A number rounded half away from zero, with a comma between thousands unless told otherwise; what is not finite
  /// is "[x]".
  /// - Parameter places: decimals, from 0.
  public static func decimal(_ value: Double, places: Int, grouped: Bool = true) -> String {
    guard value.isFinite else { return "[x]" }
    var scale = 1.0
    for _ in 0..<places { scale *= 10 }
    let scaled = (value.magnitude * scale).rounded()
    guard scaled < 9e15 else { return "\(value)" }
    let digits = Int(scaled)
    let unit = Int(scale)
    let sign = value < 0 && digits > 0 ? "-" : ""
    let whole = grouped ? numeral(digits / unit) : String(digits / unit)
    guard places > 0 else { return sign + whole }
    let fraction = String(digits % unit)
    return sign + whole + "." + String(repeating: "0", count: places - fraction.count) + fraction
  }

  /// How many decimals percentages of some proportions need to stand below each other: one where one of them is no
  /// whole percentage, else none.
  public static func placesOfPercent(_ proportions: [Double]) -> Int {
    proportions.allSatisfy { ($0 * 100 - ($0 * 100).rounded()).magnitude < 1e-9 } ? 0 : 1
  }

  /// "22 of 23"; "57 of 120 (48%)" where the base is large enough for a percentage.
  public static func part(_ part: Int, of whole: Int) -> String {
    let words = "\(numeral(part)) of \(numeral(whole))"
    guard whole >= smallestPercentageBase else { return words }
    return "\(words) (\(percent(part, of: whole)))"
  }

  /// A whole percentage; "under 1%" and "over 99%" where rounding would say none or all.
  public static func percent(_ part: Int, of whole: Int) -> String {
    percent(Double(part), of: Double(whole))
  }

  /// The same of weights.
  public static func percent(_ part: Double, of whole: Double) -> String {
    let percent = (part / whole * 100).rounded()
    if percent == 0, part > 0 { return "under 1%" }
    if percent == 100, part < whole { return "over 99%" }
    return "\(Int(percent))%"
  }

  /// Counts that are compared: words if all are below 10, else numerals for all ("9 of 12").
  public static func compared(_ counts: Int...) -> [String] {
    counts.allSatisfy { $0 < 10 } ? counts.map(number) : counts.map(numeral)
  }

  /// "Nuneaton, Rugby and Leamington Spa"; a comma before "and" only if one of the names contains "and".
  public static func list(_ names: [String]) -> String {
    guard names.count > 1, let last = names.last else { return names.first ?? "" }
    let needsComma = names.contains { $0.contains(" and ") }
    return names.dropLast().joined(separator: ", ") + (needsComma ? ", and " : " and ") + last
  }

  /// "one form", "three forms", "61 forms".
  public static func count(_ count: Int, _ one: String, _ many: String) -> String {
    "\(number(count)) \(count == 1 ? one : many)"
  }

  /// The words with a capital first letter.
  public static func sentence(_ words: String) -> String {
    words.prefix(1).uppercased() + words.dropFirst()
  }

  /// A sentence as it goes on after a colon: small where its first word is one that is never a name ("The", "All",
  /// "In"), as it is where it may be one.
  public static func afterColon(_ sentence: String) -> String {
    let first = sentence.prefix { $0 != " " && $0 != "," }.lowercased()
    return plainWords.contains(first) ? first + sentence.dropFirst(first.count) : sentence
  }

  private static let plainWords: Set<String> = [
    "a", "about", "after", "all", "an", "and", "are", "as", "at", "because", "before", "both", "but", "by",
    "each", "every", "everybody", "everyone", "few", "for", "from", "he", "how", "if", "in", "is", "it",
    "its",
    "many", "more", "most", "no", "nobody", "none", "not", "of", "on", "only", "one", "our", "over", "she",
    "some", "that", "the", "their", "there", "these", "they", "this", "those", "three", "to", "two", "under",
    "until", "was", "we", "were", "what", "when", "where", "whether", "which", "while", "who", "with",
    "without",
  ]

  /// How many words there are between blanks.
  public static func wordCount(_ text: String) -> Int { text.split(separator: " ").count }
}
