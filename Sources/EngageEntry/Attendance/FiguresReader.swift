public import EngageModel

/// Reads what a person says about how many came.
struct FiguresReader {
  /// - Throws: `EntryRefusal` that names what is possible.
  static func quantity(_ written: String) throws(EntryRefusal) -> Quantity {
    let words = written.lowercased().split(whereSeparator: \.isWhitespace).map(String.init)
    let replaced = words.map { other[$0] ?? $0 }
    if let first = replaced.first, replaced.count == 1, "unknown".hasPrefix(first) { return .unknown }
    guard let quantity = Quantity(replaced.joined(separator: " ")) else {
      throw EntryRefusal("Type a number of people: 52, about 40, over 100, almost 500, or unknown.")
    }
    return quantity
  }

  /// Other words for the qualifiers of figures.
  private static let other = [
    "approximately": "about", "approx": "about", "around": "about", "circa": "about", "ca": "about",
    "roughly": "about", "nearly": "almost", "?": "unknown",
  ]

  /// - Throws: `EntryRefusal` that names what is possible.
  static func basis(_ written: String) throws(EntryRefusal) -> Session.Basis {
    let word = written.lowercased()
    let all = Session.Basis.allCases
    if let number = Int(word), all.indices.contains(number - 1) { return all[number - 1] }
    guard !word.isEmpty, let basis = all.first(where: { $0.rawValue.hasPrefix(word) }) else {
      throw EntryRefusal("Type 1 for a register, 2 for a head count or 3 for an estimate.")
    }
    return basis
  }
}

extension EnteredFigures {
  /// Whether it says nothing.
  public var isEmpty: Bool { attended == nil && basis == nil && signedIn == nil && booked == nil }

  /// What does not fit together if these figures hold: to look into, not to refuse.
  /// - Parameters:
  ///   - session: as it would be with these figures.
  ///   - returns: what is stored of it.
  public static func doubts(about session: EngageModel.Session, returns: ReturnCount) -> [String] {
    guard let attended = session.attended?.exactValue else { return [] }
    var doubts: [String] = []
    if returns.forms > attended {
      doubts.append("\(returns.forms) forms are stored, more than the \(attended) who came.")
    }
    if returns.people > attended {
      doubts.append("\(returns.people) people sat at tables, more than the \(attended) who came.")
    }
    if let signedIn = session.signedIn?.exactValue {
      if signedIn > attended {
        doubts.append("\(signedIn) names stand on the sign-in sheets, more than the \(attended) who came.")
      } else if session.basis == .register, signedIn != attended {
        doubts.append(
          "By the register \(attended) came, yet \(signedIn) names stand on the sign-in sheets.")
      }
    }
    return doubts
  }
}
