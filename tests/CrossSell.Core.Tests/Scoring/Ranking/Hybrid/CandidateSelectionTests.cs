using FsCheck;
using FsCheck.Fluent;

namespace CrossSell.Core.Tests.Scoring.Ranking.Hybrid;

/// <summary>The few best of many scores, beside a sort.</summary>
public sealed class CandidateSelectionTests
{
    [Fact]
    public void The_heap_keeps_what_a_sort_puts_first()
    {
        Prop.ForAll(ArbMap.Default.ArbFor<(byte[] Scores, byte Kept, bool[] Closed)>(), drawn =>
        {
            // Few different scores, so that many are equal.
            float[] scores = [.. (drawn.Scores ?? []).Select(score => score % 7f)];
            bool[] closed = [.. scores.Select((_, i) => drawn.Closed is { Length: > 0 } some && some[i % some.Length])];
            int kept = 1 + (drawn.Kept % 12);
            const float Bar = 1.5f;
            (float[] Scores, int[] Places) heap = (new float[kept], new int[kept]);

            int found = CandidateSelection.Best(scores, closed, Bar, kept, heap);

            int[] expected = [.. Enumerable.Range(0, scores.Length).Where(i => !closed[i] && scores[i] > Bar).OrderByDescending(i => scores[i]).ThenBy(i => i).Take(kept).Order()];
            return heap.Places.Take(found).Order().SequenceEqual(expected);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }
}
