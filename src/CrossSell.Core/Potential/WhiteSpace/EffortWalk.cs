namespace CrossSell.Potential;

/// <summary>Walks down the gaps, the greatest expected margin first.</summary>
internal static class EffortWalk
{
    /// <param name="group">The group's name.</param>
    /// <param name="lost">The expected margins with the sign turned, ascending.</param>
    /// <param name="gain">For each by how much the owned potential is expected to grow.</param>
    /// <param name="owned">The owned potential now.</param>
    /// <param name="relevant">The relevant potential.</param>
    /// <param name="cost">The cost of an offer.</param>
    /// <param name="goal">The coverage wanted.</param>
    public static EffortCurve Along(string group, double[] lost, double[] gain, double owned, double relevant, double cost, double goal)
    {
        double now = relevant > 0 ? owned / relevant : double.NaN;
        double wanted = goal * relevant * (1 - 1e-12);
        (double covered, double profit) = (owned, 0);
        (long pays, double coveredThatPays, double profitThatPays) = (0, owned, 0);
        long? toGoal = owned >= wanted ? 0 : null;
        double? profitToGoal = toGoal is null ? null : 0;
        for (int i = 0; i < lost.Length; i++)
        {
            covered += gain[i];
            profit -= lost[i] + cost;
            if (-lost[i] > cost)
            {
                (pays, coveredThatPays, profitThatPays) = (i + 1, covered, profit);
            }

            if (toGoal is null && covered >= wanted)
            {
                (toGoal, profitToGoal) = (i + 1, profit);
            }
        }

        return new EffortCurve(group, lost.Length, now, pays, relevant > 0 ? coveredThatPays / relevant : double.NaN, profitThatPays, toGoal, profitToGoal);
    }
}
