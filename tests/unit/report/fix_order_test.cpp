// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/fix_order.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <random>
#include <set>

namespace landai::report {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// Ranks as of findings in their order, all of one severity.
std::vector<std::tuple<int, int, int>> alike(int n) {
  std::vector<std::tuple<int, int, int>> ranks;
  for (int i = 0; i < n; ++i) ranks.emplace_back(2, 0, i);
  return ranks;
}

TEST(FixOrder, WhatOpensMostComesFirst) {
  // 0 ─{0}─ 1, 0 ─{1}─ 2 ── 3
  const FixGraph g{4, {0}, {{0, 1, {0}}, {0, 2, {1}}, {2, 3, {}}}, {{{1}, {}, true}, {{2}, {}, true}, {{3}, {}, true}}, alike(2)};
  const auto steps = fix_order(g);
  ASSERT_EQ(steps.size(), 2u);
  EXPECT_THAT(steps[0].fixes, ElementsAre(1));
  EXPECT_THAT(steps[0].opens, ElementsAre(1, 2));
  EXPECT_THAT(steps[1].fixes, ElementsAre(0));
  EXPECT_THAT(steps[1].opens, ElementsAre(0));
}

TEST(FixOrder, ThoseThatOpenSomethingOnlyTogetherAreOneStep) {
  const FixGraph g{2, {0}, {{0, 1, {0, 2}}}, {{{1}, {}, true}}, alike(3)};
  const auto steps = fix_order(g);
  ASSERT_EQ(steps.size(), 2u);
  EXPECT_THAT(steps[0].fixes, ElementsAre(0, 2));
  EXPECT_THAT(steps[0].opens, ElementsAre(0));
  EXPECT_THAT(steps[1].fixes, ElementsAre(1));
  EXPECT_THAT(steps[1].opens, IsEmpty());
}

TEST(FixOrder, AnotherWayThatIsFreeLeavesNothingToOpen) {
  const FixGraph g{2, {0}, {{0, 1, {0}}, {0, 1, {}}}, {{{1}, {}, true}}, alike(1)};
  const auto steps = fix_order(g);
  ASSERT_EQ(steps.size(), 1u);
  EXPECT_THAT(steps[0].opens, IsEmpty());
}

TEST(FixOrder, TheSmallestSetWinsOverALongerWay) {
  // Two ways to 2: over 1 with {0} and {1}, or straight with {0, 1, 2}.
  const FixGraph g{3, {0}, {{0, 1, {0}}, {1, 2, {1}}, {0, 2, {0, 1, 2}}}, {{{2}, {}, true}}, alike(3)};
  const auto steps = fix_order(g);
  EXPECT_THAT(steps[0].fixes, ElementsAre(0, 1));
}

TEST(FixOrder, TiesGoToTheGraverThenToThePublicThenToTheOrderOfThePlan) {
  FixGraph g{4, {0}, {{0, 1, {0}}, {0, 2, {1}}, {0, 3, {2}}}, {{{1}, {}, true}, {{2}, {}, true}, {{3}, {}, true}}, {{2, 0, 0}, {1, 0, 1}, {2, 0, 2}}};
  const auto steps = fix_order(g);
  ASSERT_EQ(steps.size(), 3u);
  EXPECT_THAT(steps[0].fixes, ElementsAre(1));
  EXPECT_THAT(steps[1].fixes, ElementsAre(0));
  EXPECT_THAT(steps[2].fixes, ElementsAre(2));
}

TEST(FixOrder, RoomsOfStaffComeAfterAllThatIsPublicWhateverTheirNumber) {
  // Fix 0 opens three rooms of staff, fix 1 one public room; fix 2 is graver and opens nothing.
  const FixGraph g{5, {0}, {{0, 1, {0}}, {1, 2, {}}, {2, 3, {}}, {0, 4, {1}}},
                   {{{1}, {}, false}, {{2}, {}, false}, {{3}, {}, false}, {{4}, {}, true}}, {{2, 1, 1}, {2, 0, 2}, {1, 0, 0}}};
  const auto steps = fix_order(g);
  ASSERT_EQ(steps.size(), 3u);
  EXPECT_THAT(steps[0].fixes, ElementsAre(1));
  EXPECT_THAT(steps[1].fixes, ElementsAre(2));
  EXPECT_THAT(steps[2].fixes, ElementsAre(0));
  EXPECT_THAT(steps[2].opens, ElementsAre(0, 1, 2));
}

TEST(FixOrder, APlaceMayWaitForAFixOfItsOwn) {
  const FixGraph g{2, {0}, {{0, 1, {}}}, {{{1}, {0}, true}, {{1}, {}, true}}, alike(1)};
  const auto steps = fix_order(g);
  ASSERT_EQ(steps.size(), 1u);
  EXPECT_THAT(steps[0].opens, ElementsAre(0));
}

TEST(FixOrder, WhatNothingReachesIsNeverOpened) {
  const FixGraph g{3, {0}, {{0, 1, {0}}}, {{{2}, {}, true}}, alike(1)};
  const auto steps = fix_order(g);
  ASSERT_EQ(steps.size(), 1u);
  EXPECT_THAT(steps[0].opens, IsEmpty());
}

// ---- The definition, word for word, on small graphs.

std::vector<int> newly(const FixGraph& g, std::vector<bool> done, const std::vector<int>& fixes) {
  const auto before = open_places(g, done);
  for (const int f : fixes) done[static_cast<std::size_t>(f)] = true;
  const auto after = open_places(g, done);
  std::vector<int> out;
  for (std::size_t p = 0; p < after.size(); ++p)
    if (after[p] && !before[p]) out.push_back(static_cast<int>(p));
  return out;
}

int publics(const FixGraph& g, const std::vector<int>& places) {
  return static_cast<int>(std::count_if(places.begin(), places.end(), [&](int p) { return g.places[static_cast<std::size_t>(p)].is_public; }));
}

/// The key by which the next step is chosen among all subsets of one size; smaller is better.
auto key_of(const FixGraph& g, const std::vector<bool>& done, const std::vector<int>& fixes) {
  const auto opens = newly(g, done, fixes);
  std::vector<std::tuple<int, int, int>> ranks;
  for (const int f : fixes) ranks.push_back(g.ranks[static_cast<std::size_t>(f)]);
  std::sort(ranks.begin(), ranks.end());
  return std::tuple(-publics(g, opens), std::get<0>(ranks.front()), -static_cast<int>(opens.size()), ranks);
}

/// The best step among all subsets, by trying them all; empty when nothing public can be opened.
std::vector<int> best_by_trial(const FixGraph& g, const std::vector<bool>& done) {
  const auto n = g.ranks.size();
  for (std::size_t size = 1; size <= n; ++size) {
    std::vector<int> best;
    for (unsigned mask = 1; mask < (1u << n); ++mask) {
      std::vector<int> fixes;
      for (std::size_t f = 0; f < n; ++f)
        if (mask >> f & 1u) fixes.push_back(static_cast<int>(f));
      if (fixes.size() != size || std::any_of(fixes.begin(), fixes.end(), [&](int f) { return done[static_cast<std::size_t>(f)]; })) continue;
      if (publics(g, newly(g, done, fixes)) == 0) continue;
      if (best.empty() || key_of(g, done, fixes) < key_of(g, done, best)) best = fixes;
    }
    if (!best.empty()) return best;
  }
  return {};
}

FixGraph random_graph(std::mt19937& dice) {
  const auto upto = [&dice](unsigned n) { return static_cast<int>(dice() % (n + 1)); };
  FixGraph g;
  g.nodes = 3 + upto(5);
  g.starts = {0};
  const int fixes = 1 + upto(5);
  const auto some = [&](unsigned most) {
    std::set<int> out;
    for (int i = upto(most); i > 0; --i) out.insert(upto(static_cast<unsigned>(fixes - 1)));
    return std::vector<int>(out.begin(), out.end());
  };
  for (int i = 2 + upto(8); i > 0; --i) {
    const int a = upto(static_cast<unsigned>(g.nodes - 1)), b = upto(static_cast<unsigned>(g.nodes - 1));
    if (a != b) g.edges.push_back({a, b, some(3)});
  }
  for (int i = 1 + upto(4); i > 0; --i) g.places.push_back({{upto(static_cast<unsigned>(g.nodes - 1))}, upto(3) == 0 ? some(1) : std::vector<int>{}, upto(3) > 0});
  for (int f = 0; f < fixes; ++f) g.ranks.emplace_back(1 + upto(1), upto(2), f);
  return g;
}

TEST(FixOrder, IsWhatTryingAllSubsetsGives) {
  std::mt19937 dice(20260101);
  int sets = 0, opened = 0;
  for (int round = 0; round < 1500; ++round) {
    const FixGraph g = random_graph(dice);
    SCOPED_TRACE(round);
    std::vector<bool> done(g.ranks.size(), false);
    std::set<int> seen;
    bool still_public = true;
    for (const FixStep& step : fix_order(g)) {
      ASSERT_FALSE(step.fixes.empty());
      const auto best = best_by_trial(g, done);
      if (still_public && !best.empty()) {
        auto sorted = step.fixes;
        std::sort(sorted.begin(), sorted.end());
        ASSERT_EQ(sorted, best);
        sets += best.size() > 1;
      } else {
        still_public = false;
        ASSERT_TRUE(best.empty()) << "something public was left for later";
        ASSERT_EQ(step.fixes.size(), 1u);
      }
      EXPECT_EQ(step.opens, newly(g, done, step.fixes));
      opened += !step.opens.empty();
      for (const int f : step.fixes) {
        EXPECT_TRUE(seen.insert(f).second);
        done[static_cast<std::size_t>(f)] = true;
      }
    }
    EXPECT_EQ(seen.size(), g.ranks.size());
  }
  EXPECT_GT(sets, 100);      // the graphs do ask what they are for
  EXPECT_GT(opened, 1000);
}

}  // namespace
}  // namespace landai::report
