import EngageReport

/// Why nothing is released.
public struct DisclosureRefusal: Error, Sendable, CustomStringConvertible {
  public enum Reason: Sendable, Hashable {
    /// The report as a whole rests on so few.
    case tooFewResponses(fewerThan: Int)
    /// Between the report and an earlier one so little changed that the change tells of single people.
    case tooLikeEarlier
    /// Something can be reckoned even with all hidden that can be.
    case cannotBeHidden
    case nothingLeft
    case outOfTime
    /// The figures contradict each other.
    case unsound
    /// What the report would have to hide can be counted in files of records that are out.
    case toldInRecords([ToldInRecords])
    /// Conditions that can't be held against each other, or against a split by what they name.
    case filters
  }

  /// A file of records in which hidden figures can be counted.
  public struct ToldInRecords: Sendable, Hashable {
    public var release: Int
    public var recipient: String
    /// ISO 8601.
    public var day: String
    /// The questions that the figures are about and the file tells; `session` where it is one of the sessions.
    public var questions: [String]
  }

  public let reason: Reason
  /// Releases that the reason lies in.
  public var releases: [Int]

  init(_ reason: Reason, releases: [Int] = []) {
    self.reason = reason
    self.releases = releases
  }

  init(_ failure: SuppressionFailure, system: FigureSystem) {
    switch failure {
    case .outOfTime: self.init(.outOfTime)
    case .impossible(let cells):
      let changed = cells.compactMap { cell -> Int? in
        guard case .change(let variable) = system.remainders[cell] else { return nil }
        return variable
      }
      let releases = Set(
        changed.flatMap { variable -> [Int] in
          let meanings = Set(system.linked.variables[variable].meanings)
          return system.linked.variables.filter { $0.state > 0 && !meanings.isDisjoint(with: $0.meanings) }
            .flatMap { $0.shownBy + $0.hiddenBy }
        })
      let all = Set(system.linked.variables.flatMap { $0.shownBy })
      if releases.isEmpty, all.isEmpty {
        self.init(.cannotBeHidden)
      } else {
        self.init(.tooLikeEarlier, releases: (releases.isEmpty ? all : releases).sorted())
      }
    default: self.init(.unsound)
    }
  }

  public var description: String {
    switch reason {
    case .tooFewResponses(let number):
      "too few people to show: a report on fewer than \(number) responses can't be made for others"
    case .tooLikeEarlier:
      "together with \(releases.count == 1 ? "release" : "releases") \(Wording.list(releases.map(String.init))) this "
        + "report would tell of single "
        + "people: what differs between them could be reckoned, whatever else is hidden"
    case .cannotBeHidden:
      "small counts could be reckoned from the rest of the report, whatever else is hidden"
    case .nothingLeft: "every table would be hidden: too few people to show anything"
    case .outOfTime:
      "it could not be proven in time that nothing can be reckoned back, so nothing is released"
    case .toldInRecords(let files):
      "figures that would have to be hidden can be counted in the records that left: "
        + files.map { file in
          "by \(Wording.list(file.questions)) in release \(file.release), to \(file.recipient) on \(file.day)"
        }.joined(separator: "; ")
    case .filters:
      "its condition (--where) can't be held against what else is told of the same people: the difference could tell of "
        + "single ones"
    case .unsound: "figures of the report contradict each other, so nothing can be proven of it"
    }
  }

  /// What can be done about it, cheapest first.
  public var ways: [String] {
    switch reason {
    case .tooFewResponses: ["wait for more responses, or report several sessions or events together"]
    case .tooLikeEarlier:
      [
        "if a few responses came in since then, wait for more of them, and report again",
        "if none did, leave out the sections or --by that are new, or merge sessions with --groups",
        "send the earlier report again: engage releases show \(releases.last.map(String.init) ?? "N") -o FILE",
        "if nobody read the earlier one: engage releases withdraw \(releases.last.map(String.init) ?? "N") --unread "
          + "--why \"…\"",
      ]
    case .cannotBeHidden, .nothingLeft:
      [
        "merge small answers or sessions: engage report RECIPE --preview proposes how",
        "leave out --by, or report several sessions or events together",
      ]
    case .outOfTime:
      ["report fewer sections at once", "give it longer: seconds: 300 in the profile"]
    case .toldInRecords(let files):
      [
        "leave out the sections on \(Wording.list(Set(files.flatMap(\.questions)).sorted())) of the recipe, or their --by",
        "merge answers or sessions until nothing has to be hidden: engage report RECIPE --preview proposes how",
        "if nobody opened the file: "
          + files.map { "engage releases withdraw \($0.release) --unread --why \"…\"" }.joined(
            separator: "; "),
      ]
    case .filters:
      [
        "leave out the condition, or split the results with --by",
        "use conditions of the form ${question} = 'answer' or selected(${question}, 'answer')",
      ]
    case .unsound: ["engage doctor", "leave out the plugin that was added last"]
    }
  }
}
