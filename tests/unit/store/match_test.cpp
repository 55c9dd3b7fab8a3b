// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/match.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>

namespace landai::store {
namespace {

Trace thing(std::string id, Category category, double x, double y, double w, double h,
            std::string name = {}) {
  Trace t;
  t.id = std::move(id);
  t.category = category;
  t.name = std::move(name);
  t.level_name = "Ground";
  t.box = {x, y, x + w, y + h};
  return t;
}

Trace door(std::string id, double x, double y, std::string name = {}) {
  return thing(std::move(id), Category::door, x, y, 0.9, 0.15, std::move(name));
}

/// Walls and rooms that stay, so that a plan is known as a whole.
std::vector<Trace> shell(const std::string& prefix, double dx = 0, double dy = 0) {
  std::vector<Trace> out;
  for (int k = 0; k < 4; ++k) {
    out.push_back(thing(prefix + "r" + std::to_string(k), Category::space, 5.0 * k + dx, dy, 4.8, 6,
                        "Room " + std::to_string(k)));
    out.push_back(thing(prefix + "w" + std::to_string(k), Category::wall, 5.0 * k - 0.2 + dx, dy, 0.2, 6));
  }
  return out;
}

std::vector<Trace> with(std::vector<Trace> those, std::vector<Trace> more) {
  those.insert(those.end(), more.begin(), more.end());
  return those;
}

/// What the last of `old` is found as.
std::pair<Found, std::string> last(const std::vector<Trace>& old, const std::vector<Trace>& fresh) {
  const Matches m = match(old, old.size(), fresh);
  EXPECT_EQ(m.of.size(), old.size());
  std::vector<std::size_t> taken;
  for (const auto& j : m.of)
    if (j) {
      EXPECT_EQ(std::count(taken.begin(), taken.end(), *j), 0) << "two are one";
      taken.push_back(*j);
    }
  return {m.how.back(), m.of.back() ? fresh[*m.of.back()].id : std::string()};
}

using Told = std::pair<Found, std::string>;

TEST(Match, KnowsAnElementByItsIdWhereverItWasMoved) {
  EXPECT_EQ(last(with(shell(""), {door("d1", 1, 0)}), with(shell(""), {door("d1", 12, 6)})),
            Told(Found::by_id, "d1"));
}

TEST(Match, DoesNotTakeAWallForADoorOfTheSameId) {
  EXPECT_EQ(
      last(with(shell(""), {door("x", 1, 0)}), with(shell(""), {thing("x", Category::wall, 1, 0, 0.9, 0.15)}))
          .first,
      Found::no);
}

TEST(Match, KnowsAnElementByItsPlaceWhenIdsAreNew) {
  EXPECT_EQ(last(with(shell(""), {door("d1", 1, 0)}),
                 with(shell("n-"), {door("n-9", 1.05, 0.02), door("n-8", 7, 0)})),
            Told(Found::by_place, "n-9"));
}

TEST(Match, DoesNotBelieveIdsThatWereDealtAnew) {
  // The same ids, each on another element.
  auto old = with(shell(""), {door("d1", 1, 0), door("d2", 7, 0), door("d3", 12, 0)});
  auto fresh = with(shell(""), {door("d3", 1, 0), door("d1", 7, 0), door("d2", 12, 0)});
  for (std::size_t k = 0; k < 8; ++k) fresh[k].id = old[k % 2 ? 8 - k : 6 - k].id;
  EXPECT_EQ(last(old, fresh), Told(Found::by_place, "d2"));
}

TEST(Match, FindsAPlanThatWasMovedAsAWhole) {
  EXPECT_EQ(
      last(with(shell(""), {door("d1", 1, 0)}), with(shell("n-", 5000, -300), {door("n-1", 5001, -300)})),
      Told(Found::by_place, "n-1"));
  EXPECT_EQ(last(with(shell(""), {door("d1", 1, 0)}), with(shell("", 5000, -300), {door("d1", 5001, -300)})),
            Told(Found::by_id, "d1"));
}

TEST(Match, DoesNotGuessBetweenTwoThatAreAsNear) {
  EXPECT_EQ(
      last(with(shell(""), {door("d1", 1, 0)}), with(shell("n-"), {door("n-1", 0.9, 0), door("n-2", 1.1, 0)}))
          .first,
      Found::ambiguous);
}

TEST(Match, DoesNotGuessWhichOfTwoTheOneThatIsLeftIs) {
  const auto old = with(shell(""), {door("d1", 0.9, 0), door("d2", 1.1, 0)});
  const auto fresh = with(shell("n-"), {door("n-1", 1.0, 0)});
  const Matches m = match(old, old.size(), fresh);
  EXPECT_EQ(m.how[8], Found::ambiguous);
  EXPECT_EQ(m.how[9], Found::ambiguous);
}

TEST(Match, ANameDecidesBetweenSeveral) {
  EXPECT_EQ(last(with(shell(""), {door("d1", 1, 0, "P-01")}),
                 with(shell("n-"), {door("n-1", 0.9, 0, "P-02"), door("n-2", 1.1, 0, "P-01")})),
            Told(Found::by_place, "n-2"));
}

TEST(Match, DoesNotFindWhatIsFartherThanItsBounds) {
  // A door of 0.9 m may have moved by 0.3 m and not by 0.35 m; a room of 7.7 m across by 1 m.
  EXPECT_EQ(last(with(shell(""), {door("d1", 1, 0)}), with(shell("n-"), {door("n-1", 1.29, 0)})).first,
            Found::by_place);
  EXPECT_EQ(last(with(shell(""), {door("d1", 1, 0)}), with(shell("n-"), {door("n-1", 1.35, 0)})).first,
            Found::no);
  EXPECT_EQ(last(with(shell(""), {thing("s", Category::space, 0, 20, 6, 5)}),
                 with(shell("n-"), {thing("n-s", Category::space, 0.9, 20, 6, 5)}))
                .first,
            Found::by_place);
  EXPECT_EQ(last(with(shell(""), {thing("s", Category::space, 0, 20, 6, 5)}),
                 with(shell("n-"), {thing("n-s", Category::space, 1.1, 20, 6, 5)}))
                .first,
            Found::no);
}

TEST(Match, DoesNotLookOnAnotherLevel) {
  auto fresh = with(shell("n-"), {door("n-1", 1, 0)});
  fresh.back().level_name = "First";
  EXPECT_EQ(last(with(shell(""), {door("d1", 1, 0)}), fresh).first, Found::no);
  auto old = with(shell(""), {door("d1", 1, 0)});
  for (auto& t : old) t.elevation = 0;
  for (auto& t : fresh) t.elevation = 0;  // a level of another name at the same height is the same
  EXPECT_EQ(last(old, fresh).first, Found::by_place);
}

TEST(Match, APartStaysWithItsWhole) {
  auto leaf = [](std::string id, std::string parent, double x) {
    Trace t = thing(std::move(id), Category::leaf, x, 0, 0.8, 0);
    t.parent = std::move(parent);
    return t;
  };
  const auto old = with(shell(""), {door("d1", 1, 0), leaf("d1/1", "d1", 1)});
  EXPECT_EQ(last(old, with(shell("n-"), {door("n-1", 1.1, 0), leaf("n-1/1", "n-1", 1.1)})),
            Told(Found::by_place, "n-1/1"));
  EXPECT_EQ(last(old, with(shell("n-"), {door("n-2", 4, 0), leaf("n-2/1", "n-2", 1)})).first, Found::no);
}

TEST(Match, TakesThoseThatWereThereBeforeThoseThatWereGone) {
  // d1 was gone and d2 stands in its place: the element there is d2.
  const auto old = with(shell(""), {door("d2", 1, 0), door("d1", 1, 0)});
  const auto fresh = with(shell("n-"), {door("n-1", 1, 0)});
  const Matches m = match(old, old.size() - 1, fresh);
  EXPECT_EQ(m.how[8], Found::by_place);
  EXPECT_EQ(m.how[9], Found::no);
}

// A reading belongs to its place. A program that numbers on saving gives each door behind one that went the handle of the next one.
TEST(Match, HandlesThatMovedUpByOneDoNotTakeReadingsAlong) {
  auto old = shell(""), fresh = shell("");
  for (int k = 0; k < 6; ++k) old.push_back(door("d" + std::to_string(k), 3.0 * k, 6));
  for (int k = 1; k < 6; ++k) fresh.push_back(door("d" + std::to_string(k - 1), 3.0 * k, 6));
  const Matches m = match(old, old.size(), fresh);
  EXPECT_EQ(m.how[8], Found::no);  // the door that went
  for (std::size_t k = 1; k < 6; ++k) {
    EXPECT_EQ(m.of[8 + k], 8 + k - 1) << k;
    EXPECT_EQ(m.how[8 + k], Found::by_place) << k;
  }
}

// Whatever program deals the ids of one category anew, and whatever it adds and takes away: each element that still stands
// is found where it stands, or told to be unclear.
TEST(Match, NoPermutationOfIdsMovesAnything) {
  std::mt19937 random(7);
  for (int trial = 0; trial < 300; ++trial) {
    auto old = shell("");
    const std::size_t walls = old.size();
    const int doors = std::uniform_int_distribution<int>(2, 12)(random);
    for (int k = 0; k < doors; ++k) old.push_back(door("d" + std::to_string(k), 2.0 * (k % 6), 8.0 + 3 * (k / 6)));
    auto fresh = old;
    std::vector<std::string> ids;
    for (std::size_t k = walls; k < old.size(); ++k) ids.push_back(old[k].id);
    std::shuffle(ids.begin(), ids.end(), random);
    for (std::size_t k = walls; k < fresh.size(); ++k) fresh[k].id = ids[k - walls];
    std::vector<std::size_t> stands(old.size());  // of each old one the place in `fresh`, or the size of it
    const std::size_t went = std::uniform_int_distribution<std::size_t>(walls, old.size())(random);
    for (std::size_t k = 0; k < old.size(); ++k) stands[k] = k < went ? k : k == went ? old.size() : k - 1;
    if (went < fresh.size()) fresh.erase(fresh.begin() + static_cast<std::ptrdiff_t>(went));
    if (trial % 3 == 0) fresh.push_back(door("d" + std::to_string(trial % 12), 40, 40));
    std::set<std::string> unique;
    for (const Trace& t : fresh) unique.insert(t.id);
    if (unique.size() != fresh.size()) continue;  // the new one has an id that is still in use
    const Matches m = match(old, old.size(), fresh);
    for (std::size_t k = 0; k < old.size(); ++k) {
      SCOPED_TRACE(std::to_string(trial) + " " + old[k].id);
      if (stands[k] < old.size()) {
        EXPECT_EQ(m.of[k], stands[k]);
      } else if (m.of[k]) {
        EXPECT_EQ(fresh[*m.of[k]].id, old[k].id);  // nothing says otherwise: it went elsewhere with its id
      }
    }
  }
}

TEST(Match, WhatOnlyNearlyStandsInAPlaceWhoseIdLiesElsewhereIsUnclear) {
  const auto old = with(shell(""), {door("d1", 1, 0)});
  EXPECT_EQ(last(old, with(shell(""), {door("d1", 12, 6), door("d9", 1.04, 0)})), Told(Found::by_place, "d9"));
  EXPECT_EQ(last(old, with(shell(""), {door("d1", 12, 6), door("d9", 1.2, 0)})), Told(Found::ambiguous, ""));
  EXPECT_EQ(last(old, with(shell(""), {door("d1", 12, 6), door("d9", 1.4, 0)})), Told(Found::by_id, "d1"));
}

// Nothing stands in the place of d0, and its id lies elsewhere: of a category of which ids were dealt anew that says nothing.
TEST(Match, AnIdOfACategoryThatWasDealtAnewDoesNotTell) {
  auto old = shell(""), fresh = shell("");
  for (int k = 0; k < 4; ++k) old.push_back(door("d" + std::to_string(k), 3.0 * k, 6));
  for (int k = 1; k < 4; ++k) fresh.push_back(door("d" + std::to_string(k == 3 ? 1 : k + 1), 3.0 * k, 6));
  fresh.push_back(door("d0", 30, 30));
  const Matches m = match(old, old.size(), fresh);
  EXPECT_EQ(m.how[8], Found::ambiguous);
  for (std::size_t k = 1; k < 4; ++k) EXPECT_EQ(m.of[8 + k], 8 + k - 1);
}

TEST(Match, TellsHowFarSomethingWasMovedBesideThePlan) {
  const auto old = with(shell(""), {door("d1", 1, 0)});
  const auto fresh = with(shell("", 100, 50), {door("d1", 101 + 3, 50 + 4)});
  const Matches m = match(old, old.size(), fresh);
  EXPECT_NEAR(moved_by(old.back(), fresh.back(), m.shift), 5, 1e-9);
}

// Another building's plan came between: its handles are those of the first drawing by chance, and the first plan is back.
TEST(Match, HandlesSharedByChanceDoNotTakeWhatIsBackFromItself) {
  const auto first = shell("");
  std::vector<Trace> between{door("r0", 80, 40), thing("r1", Category::space, 90, 40, 3, 3), thing("w2", Category::wall, 80, 40, 0.2, 9)};
  const std::size_t present = between.size();
  const Matches m = match(with(between, first), present, first);
  for (std::size_t i = 0; i < present; ++i) EXPECT_FALSE(m.of[i]) << i;
  for (std::size_t i = 0; i < first.size(); ++i) EXPECT_EQ(m.of[present + i], i);
}

TEST(Match, IsTheSameInAnyOrder) {
  auto old = shell(""), fresh = shell("n-", 0.05, 0);
  for (int k = 0; k < 6; ++k) {
    old.push_back(door("d" + std::to_string(k), 3.0 * k, 6));
    fresh.push_back(door("n-d" + std::to_string(k), 3.0 * k + 0.1, 6));
  }
  const auto told = [](const std::vector<Trace>& a, const std::vector<Trace>& b) {
    std::map<std::string, std::string> out;
    const Matches m = match(a, a.size(), b);
    for (std::size_t i = 0; i < a.size(); ++i) out[a[i].id] = m.of[i] ? b[*m.of[i]].id : "";
    return out;
  };
  const auto first = told(old, fresh);
  EXPECT_EQ(first.at("d3"), "n-d3");
  std::reverse(old.begin(), old.end());
  std::reverse(fresh.begin(), fresh.end());
  EXPECT_EQ(told(old, fresh), first);
}

}  // namespace
}  // namespace landai::store
