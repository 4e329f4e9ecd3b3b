/// Places in a text that keys go to.
extension String {
  /// Behind the line end before.
  func lineStart(of index: Index) -> Index {
    self[..<index].utf8.lastIndex(of: 0x0A).map(utf8.index(after:)) ?? startIndex
  }

  /// Before the next line end.
  func lineEnd(of index: Index) -> Index {
    self[index...].utf8.firstIndex(of: 0x0A) ?? endIndex
  }

  /// The start of the word that the place is in or behind.
  func wordStart(before index: Index) -> Index {
    var place = index
    var isInWord = false
    while place > startIndex {
      let before = self.index(before: place)
      if self[before].isPartOfWord {
        isInWord = true
      } else if isInWord {
        break
      }
      place = before
    }
    return place
  }

  /// The end of the word that the place is in or before.
  func wordEnd(after index: Index) -> Index {
    var place = index
    var isInWord = false
    while place < endIndex {
      if self[place].isPartOfWord {
        isInWord = true
      } else if isInWord {
        break
      }
      place = self.index(after: place)
    }
    return place
  }
}

extension Character {
  fileprivate var isPartOfWord: Bool {
    isLetter || isNumber || self == "_" || self == "'" || self == "’"
  }
}
