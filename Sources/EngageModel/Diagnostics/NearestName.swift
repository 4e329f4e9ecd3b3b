/// The candidate that a mistyped name most likely meant; `nil` if none is near.
///
/// Near is at most one edit away for names up to four characters, two for longer ones (Damerau–Levenshtein,
/// optimal string alignment), letter case aside.
public func nearestName(to written: String, among candidates: some Sequence<String>) -> String? {
  let target = Array(written.lowercased())
  let limit = target.count <= 4 ? 1 : 2
  var best: (name: String, distance: Int)?
  for candidate in candidates {
    let other = Array(candidate.lowercased())
    guard abs(other.count - target.count) <= limit else { continue }
    let distance = editDistance(target, other)
    if distance <= limit, distance < best?.distance ?? .max { best = (candidate, distance) }
  }
  return best?.name
}

private func editDistance(_ one: [Character], _ other: [Character]) -> Int {
  var beforeLast: [Int] = []
  var last = Array(0...other.count)
  for row in 0..<one.count {
    var current = [row + 1]
    for column in 0..<other.count {
      let cost = one[row] == other[column] ? 0 : 1
      var value = min(last[column] + cost, last[column + 1] + 1, current[column] + 1)
      if row > 0, column > 0, one[row] == other[column - 1], one[row - 1] == other[column] {
        value = min(value, beforeLast[column - 1] + 1)
      }
      current.append(value)
    }
    beforeLast = last
    last = current
  }
  return last[other.count]
}
