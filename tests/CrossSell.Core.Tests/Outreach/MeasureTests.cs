using CrossSell.Ledger;
using CrossSell.Numerics;

namespace CrossSell.Tests.Outreach;

public sealed class MeasureTests
{
    private static readonly Campaign s_measured = OutreachBench.Autumn with { Holdout = new HoldoutDesign { Salt = "s", UniversalShare = 0, ControlShare = 0.4 } };

    [Fact]
    public async Task The_planted_uplift_lies_in_the_interval_and_everything_is_counted_once()
    {
        using var bench = new OutreachBench();
        CampaignCommit commit = await bench.CommitAsync(s_measured, OutreachBench.Customers(2_000));
        bench.Clock.Advance(TimeSpan.FromDays(1));
        (DispatchReport sent, _) = await bench.DispatchAsync(s_measured);
        Assert.Equal(commit.Accepted.Count, sent.SentCount);

        // 5 of 100 buy by themselves, 10 more where they were contacted.
        var chance = new SplitMix64(7);
        var purchases = new List<CampaignPurchase>();
        DateTimeOffset at = OutreachBench.Monday.AddDays(3);
        foreach (PlannedContact contact in commit.Accepted.Concat(commit.Ghosts).OrderBy(c => c.Candidate.Customer.Value, StringComparer.Ordinal))
        {
            if (chance.Unit() < (contact.Arm == CampaignArm.Treated ? 0.15 : 0.05))
            {
                purchases.Add(new CampaignPurchase(contact.Candidate.Customer, contact.Products[0], at, 500, 100));
            }
        }

        // None of these counts: a stranger, a purchase before the contact, one after the window, one of another product.
        CustomerId nobody = commit.Accepted.First(c => purchases.TrueForAll(p => p.Customer != c.Candidate.Customer)).Candidate.Customer;
        purchases.Add(new CampaignPurchase(new CustomerId("stranger"), new ProductId("home"), at, 1e9, 1e9));
        purchases.Add(new CampaignPurchase(nobody, new ProductId("home"), OutreachBench.Monday.AddDays(-1), 1e9, 1e9));
        purchases.Add(new CampaignPurchase(nobody, new ProductId("home"), OutreachBench.Monday.AddDays(60), 1e9, 1e9));
        purchases.Add(new CampaignPurchase(nobody, new ProductId("car"), at, 7, 1));

        CampaignMeasurement measured = await bench.Engine.MeasureAsync(s_measured, purchases.ToAsyncEnumerable());
        CampaignReport report = measured.Report;
        Assert.Equal((commit.Accepted.Count, commit.Ghosts.Count), ((int)report.Acceptances.Treated, (int)report.Acceptances.Control));
        Assert.Equal(commit.Accepted.Count, report.Contacted);
        Assert.InRange(0.10, report.Acceptances.Difference.Lower, report.Acceptances.Difference.Upper);
        Assert.Equal(CampaignVerdict.Works, report.Verdict);
        Assert.False(report.SampleRatio!.IsMismatch);
        Assert.Equal(commit.Accepted.Sum(c => (double)c.Candidate.Cost), report.Cost, 1e-6);
        Assert.InRange(report.Revenue.TreatedMean, 40, 110);
        Assert.Equal(commit.Accepted.Count, measured.Contacts[ContactState.Sent]);
        Assert.False(measured.IsComplete);
    }

    [Fact]
    public async Task Answers_objections_and_complaints_come_from_the_ledger()
    {
        using var bench = new OutreachBench();
        CampaignCommit commit = await bench.CommitAsync(s_measured, OutreachBench.Customers(40));
        bench.Clock.Advance(TimeSpan.FromDays(1));
        (_, Contact[] handed) = await bench.DispatchAsync(s_measured);
        bench.Clock.Advance(TimeSpan.FromDays(1));
        Contact[] sent = [.. handed.OrderBy(c => c.Customer.Value, StringComparer.Ordinal)];
        (OfferResponseKind, DeclineReason)[] said =
        [
            (OfferResponseKind.Accepted, DeclineReason.None), (OfferResponseKind.Declined, DeclineReason.Price), (OfferResponseKind.Declined, DeclineReason.Price),
            (OfferResponseKind.Declined, DeclineReason.NotRelevant), (OfferResponseKind.NoResponse, DeclineReason.None),
        ];
        for (int i = 0; i < said.Length; i++)
        {
            var response = new OfferResponse
            {
                Id = "r", OfferId = sent[i].Offers[0], Customer = sent[i].Customer, Product = (await bench.Ledger.ReadAsync(CustomerRef.Of(sent[i].Customer))).Offers[0].Product,
                Kind = said[i].Item1, Reason = said[i].Item2, Conversation = "c", ContactId = sent[i].Id, At = bench.Clock.GetUtcNow(),
            };
            Assert.Equal(ResponseOutcome.Recorded, (await bench.Engine.RecordResponseAsync(CustomerRef.Of(sent[i].Customer), response)).Outcome);
        }

        await bench.Ledger.RecordObjectionAsync(CustomerRef.Of(sent[6].Customer));
        await bench.Ledger.RecordHoldAsync(CustomerRef.Of(sent[7].Customer), new Hold { Id = "h", Customer = sent[7].Customer, Kind = "COMPLAINT", From = bench.Clock.GetUtcNow() });
        bench.Clock.Advance(TimeSpan.FromDays(40));
        CampaignMeasurement measured = await bench.Engine.MeasureAsync(s_measured, AsyncEnumerable.Empty<CampaignPurchase>());
        CampaignReport report = measured.Report;
        Assert.Equal(commit.Accepted.Count, report.Responses.Treated);
        Assert.Equal((4L, 0L), (report.Responses.TreatedHits, report.Responses.ControlHits));
        Assert.Equal((1L, 0L), (report.Acceptances.TreatedHits, report.Acceptances.ControlHits));
        Assert.Equal((1L, 0L), (report.OptOuts.TreatedHits, report.OptOuts.ControlHits));
        Assert.Equal((1L, 0L), (report.Complaints.TreatedHits, report.Complaints.ControlHits));
        Assert.Equal((3L, 2L), (measured.Reasons.Total, measured.Reasons.CountOf(DeclineReason.Price)));
        Assert.True(measured.IsComplete);
    }

    [Fact]
    public async Task A_campaign_without_a_control_group_cannot_be_measured()
    {
        using var bench = new OutreachBench();
        await bench.CommitAsync(OutreachBench.Autumn, OutreachBench.Customers(4));
        ArgumentException failure = await Assert.ThrowsAsync<ArgumentException>(() => bench.Engine.MeasureAsync(OutreachBench.Autumn, AsyncEnumerable.Empty<CampaignPurchase>()));
        Assert.Contains("without a control group", failure.Message, StringComparison.Ordinal);
    }
}
