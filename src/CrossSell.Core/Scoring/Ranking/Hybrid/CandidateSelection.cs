using System.Runtime.Intrinsics;

namespace CrossSell;

/// <summary>Finds the products that one part thinks best of: a heap of the few best with the worst on top, and a vector compare that passes over nearly all others.</summary>
internal static class CandidateSelection
{
    /// <summary>Fills the heap with the places of the greatest scores above a bar; of equal scores the earlier places stay.</summary>
    /// <param name="scores">A score for each product.</param>
    /// <param name="closed">For each product whether it is passed over.</param>
    /// <param name="bar">Only greater scores count.</param>
    /// <param name="kept">How many at most.</param>
    /// <param name="heap">Room for as many.</param>
    /// <returns>How many there are, in no particular order.</returns>
    public static int Best(ReadOnlySpan<float> scores, ReadOnlySpan<bool> closed, float bar, int kept, (float[] Scores, int[] Places) heap)
    {
        int count = 0;
        int i = 0;
        for (; i + Vector256<float>.Count <= scores.Length; i += Vector256<float>.Count)
        {
            var block = Vector256.Create(scores[i..]);
            if (!Vector256.GreaterThanAny(block, Vector256.Create(bar)))
            {
                continue;
            }

            for (int k = i; k < i + Vector256<float>.Count; k++)
            {
                count = Offer(scores[k], k, closed, ref bar, kept, count, heap);
            }
        }

        for (; i < scores.Length; i++)
        {
            count = Offer(scores[i], i, closed, ref bar, kept, count, heap);
        }

        return count;
    }

    private static int Offer(float score, int place, ReadOnlySpan<bool> closed, ref float bar, int kept, int count, (float[] Scores, int[] Places) heap)
    {
        if (!(score > bar) || closed[place])
        {
            return count;
        }

        if (count < kept)
        {
            Rise(heap, count, score, place);
            count++;
        }
        else
        {
            Sink(heap, count, score, place);
        }

        bar = count == kept ? heap.Scores[0] : bar;
        return count;
    }

    private static void Rise((float[] Scores, int[] Places) heap, int at, float score, int place)
    {
        while (at > 0 && IsWorse(score, place, heap, (at - 1) / 2))
        {
            Move(heap, (at - 1) / 2, at);
            at = (at - 1) / 2;
        }

        heap.Scores[at] = score;
        heap.Places[at] = place;
    }

    private static void Sink((float[] Scores, int[] Places) heap, int count, float score, int place)
    {
        int at = 0;
        while ((2 * at) + 1 < count)
        {
            int child = (2 * at) + 1;
            if (child + 1 < count && IsWorse(heap.Scores[child + 1], heap.Places[child + 1], heap, child))
            {
                child++;
            }

            if (IsWorse(score, place, heap, child))
            {
                break;
            }

            Move(heap, child, at);
            at = child;
        }

        heap.Scores[at] = score;
        heap.Places[at] = place;
    }

    private static bool IsWorse(float score, int place, (float[] Scores, int[] Places) heap, int than) =>
        score < heap.Scores[than] || (score == heap.Scores[than] && place > heap.Places[than]);

    private static void Move((float[] Scores, int[] Places) heap, int from, int to)
    {
        heap.Scores[to] = heap.Scores[from];
        heap.Places[to] = heap.Places[from];
    }
}
