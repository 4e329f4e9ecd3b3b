public import EngageModel

/// Reads profiles: the rules by which what leaves is kept from giving anybody away.
///
/// ```yaml
/// profile: small-town
/// threshold: 8
/// zeros: shown
/// rounding: 5
/// minimum_base: 20
/// dominance: no
/// equality_by_session: no
/// records: {alike: 5, different: 2}
/// seconds: 60
/// ```
public enum ProfileFile {
  /// Reads the profile at a path.
  /// - Parameters:
  ///   - path: of `profiles/<name>.yaml`.
  ///   - shown: the path as diagnostics show it.
  public static func read(path: String, shownAs shown: String? = nil) -> Reading<DisclosureProfile> {
    let problems = Problems()
    guard let root = YAMLDocument.read(path, shownAs: shown ?? path, problems: problems) else {
      return problems.reading(nil)
    }
    return ProfileReader(problems: problems).read(root)
  }

  /// Reads a profile from its text.
  public static func read(text: String, path: String) -> Reading<DisclosureProfile> {
    let problems = Problems()
    guard let root = YAMLDocument.compose(text: text, path: path, problems: problems) else {
      return problems.reading(nil)
    }
    return ProfileReader(problems: problems).read(root)
  }
}

/// Reads one profile.
struct ProfileReader {
  private static let keys = [
    "profile", "threshold", "zeros", "rounding", "minimum_base", "dominance", "equality_by_session",
    "records", "seconds",
  ]

  let problems: Problems

  func read(_ root: YAMLNode) -> Reading<DisclosureProfile> {
    guard
      let fields = Fields(
        root, what: "the profile", known: ProfileReader.keys, problems: problems, remark: remark)
    else {
      return problems.reading(nil)
    }
    var profile = DisclosureProfile(name: name(fields, root))
    if let threshold = whole(fields, "threshold", 2...100) { profile.threshold = threshold }
    if let zeros = fields.word("zeros", as: DisclosureProfile.Zeros.self) { profile.zeros = zeros }
    if !isOff(fields, "rounding") { profile.rounding = whole(fields, "rounding", 2...100) }
    if let base = whole(fields, "minimum_base", 1...10_000) { profile.minimumBase = base }
    readDominance(fields, into: &profile)
    profile.equalityBySession = fields.flag("equality_by_session")
    if let records = fields["records"] { readRecords(records, into: &profile) }
    if let seconds = fields.number("seconds") {
      if (1...3600).contains(seconds) {
        profile.seconds = seconds
      } else {
        tell("“seconds” must be from 1 to 3600", fields, "seconds")
      }
    }
    check(profile, fields)
    return problems.reading(profile)
  }

  private func remark(_ key: String) -> Fields.Remark? {
    switch key {
    case "name": Fields.Remark(hint: "write profile: its name")
    case "alike", "different", "k", "l": Fields.Remark(hint: "write records: {alike: 5, different: 2}")
    default: nil
    }
  }

  private func name(_ fields: Fields, _ root: YAMLNode) -> String {
    let file = FileName(root.source.path)
    let name = fields.requiredText("profile", hint: "give it a name: profile: \(file.stem)") ?? ""
    guard let node = fields["profile"], problems.checkKebabCase(name, of: "a profile", at: node) else {
      return name
    }
    if DisclosureProfile.builtIn.contains(where: { $0.name == name }) {
      problems.add(
        "built-in-profile", "there is a profile “\(name)” that comes with Engage", at: node,
        hint: "give this one another name")
    }
    if file.folder == "profiles", file.stem != name {
      problems.add(
        "name-not-of-file", "the profile is called “\(name)”, but its file “\(file.name)”", at: node,
        hint: "write profile: \(file.stem), or rename the file")
    }
    return name
  }

  /// Whether `no` is written.
  private func isOff(_ fields: Fields, _ key: String) -> Bool {
    fields[key]?.text.flatMap(Fields.flag) == false
  }

  private func whole(_ fields: Fields, _ key: String, _ bounds: ClosedRange<Int>) -> Int? {
    guard let number = fields.integer(key, atLeast: bounds.lowerBound) else { return nil }
    if bounds.contains(number) { return number }
    tell("“\(key)” must be at most \(bounds.upperBound)", fields, key)
    return nil
  }

  private func readDominance(_ fields: Fields, into profile: inout DisclosureProfile) {
    if isOff(fields, "dominance") {
      profile.dominance = nil
    } else if let share = fields.number("dominance") {
      profile.dominance = share
      if !(share > 0.5 && share <= 1) {
        tell("“dominance” must be above 0.5 and at most 1, or no", fields, "dominance")
      }
    }
  }

  private func readRecords(_ node: YAMLNode, into profile: inout DisclosureProfile) {
    guard
      let fields = Fields(node, what: "records", known: ["alike", "different"], problems: problems)
    else { return }
    if let alike = whole(fields, "alike", 2...1000) { profile.records.alike = alike }
    if let different = whole(fields, "different", 1...100) { profile.records.different = different }
  }

  private func check(_ profile: DisclosureProfile, _ fields: Fields) {
    if profile.records.different > profile.records.alike, let node = fields["records"] {
      problems.add(
        "out-of-range",
        "no \(profile.records.alike) records hold \(profile.records.different) different answers",
        at: node, hint: "“different” is at most “alike”")
    }
    if let rounding = profile.rounding, rounding > profile.threshold, let node = fields["rounding"] {
      problems.add(
        "rounding-above-threshold",
        "counts from \(profile.threshold) are shown, and some of them would be rounded to 0", at: node,
        hint: "write a threshold of at least \(rounding)", severity: .warning)
    }
  }

  private func tell(_ message: String, _ fields: Fields, _ key: String) {
    guard let node = fields[key] else { return }
    problems.add("out-of-range", "the profile: \(message)", at: node)
  }
}
