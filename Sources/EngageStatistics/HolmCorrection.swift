/// Holm's correction where several tests are made at once.
public enum HolmCorrection {
  /// The p of each test, corrected for all, in the order given. The smallest is multiplied by the number of tests, the
  /// next by one less, and so on; none is below one before it, none above 1. Tests that were not made stay nil and do
  /// not count.
  ///
  /// Source: Holm (1979), "A simple sequentially rejective multiple test procedure", Scandinavian Journal of Statistics
  /// 6, pp. 65–70.
  public static func corrected(_ ps: [Double?]) -> [Double?] {
    var corrected = ps
    let ordered = ps.indices.filter { ps[$0] != nil }.sorted { (ps[$0] ?? 1, $0) < (ps[$1] ?? 1, $1) }
    var largest = 0.0
    for (place, index) in ordered.enumerated() {
      largest = max(largest, min((ps[index] ?? 1) * Double(ordered.count - place), 1))
      corrected[index] = largest
    }
    return corrected
  }
}
