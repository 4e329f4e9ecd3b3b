import Attendance
import BeforeAfter
import Campaigns
import Coding
import Crosstab
import EngageAnalysis
import EqualityProfile
import Frequencies
import NetPromoter
import Numeric
import Ranking
import Scales
import Stance
import Targets
import ThemeCounts
import Timeline
import Weights

/// Every analysis that is compiled in, in the order in which they are listed.
enum Analyses {
  static let registry = AnalysisRegistry([
    Attendance.self, Frequencies.self, Scales.self, Numeric.self, Ranking.self, NetPromoter.self,
    Targets.self, Crosstab.self, BeforeAfter.self, ThemeCounts.self, Stance.self, Campaigns.self, Coding.self,
    Timeline.self, EqualityProfile.self, Weights.self,
  ])
}
