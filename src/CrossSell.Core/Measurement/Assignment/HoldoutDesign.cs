using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CrossSell;

/// <summary>Who is kept out of campaigns, so that their effect can be measured: a share of all customers for a year, and of the others a share for each campaign.</summary>
/// <remarks>
/// <para>
/// A customer's place is the SHA-256 digest of a salt and his id, as one of 10,000: nothing needs to be stored, a campaign that is run again draws the same customers, and
/// neither draw tells anything of another. The universal hold-out is drawn anew each year, so that nobody is left out for ever.
/// </para>
/// <para>Ask after eligibility, permission and contact limits have been checked, so that both arms could have been contacted alike. Immutable and thread-safe.</para>
/// </remarks>
public sealed record HoldoutDesign
{
    private const int Places = 10_000;

    /// <summary>Makes the draw this company's own. The same salt gives the same customers, so it must stay as it is.</summary>
    public required string Salt { get; init; }

    /// <summary>The share of customers whom no campaign contacts, from 0 to 0.5.</summary>
    /// <value>Default: 0.05.</value>
    public double UniversalShare { get; init; } = 0.05;

    /// <summary>Of the others, the share whom a campaign does not contact, from 0 to 0.9.</summary>
    /// <value>Default: 0.1.</value>
    public double ControlShare { get; init; } = 0.1;

    /// <summary>What is wrong with this design, one sentence each; empty when it can be used.</summary>
    public IReadOnlyList<string> Validate()
    {
        List<string> failures = [];
        if (string.IsNullOrWhiteSpace(Salt))
        {
            failures.Add($"{nameof(Salt)} is empty; any text of the company's own is needed, kept as it is.");
        }

        if (UniversalShare is not (>= 0 and <= 0.5))
        {
            failures.Add(string.Create(CultureInfo.InvariantCulture, $"{nameof(UniversalShare)} is {UniversalShare}; it must be from 0 to 0.5."));
        }

        if (ControlShare is not (>= 0 and <= 0.9))
        {
            failures.Add(string.Create(CultureInfo.InvariantCulture, $"{nameof(ControlShare)} is {ControlShare}; it must be from 0 to 0.9."));
        }

        return failures;
    }

    /// <summary>What a customer is in a campaign. O(length of the texts).</summary>
    /// <param name="customer">Who.</param>
    /// <param name="campaign">The campaign's id.</param>
    /// <param name="year">The year whose universal hold-out counts, that of the campaign's start.</param>
    /// <exception cref="ArgumentException">The design cannot be used; the message lists why.</exception>
    public CampaignArm ArmOf(CustomerId customer, string campaign, int year)
    {
        ArgumentException.ThrowIfNullOrEmpty(campaign);
        if (Validate() is { Count: > 0 } failures)
        {
            throw new ArgumentException(string.Join(" ", failures));
        }

        return IsUniversal(customer, year) ? CampaignArm.UniversalHoldout
            : Place("campaign:" + campaign, customer) < Math.Round(ControlShare * Places) ? CampaignArm.Control : CampaignArm.Treated;
    }

    private bool IsUniversal(CustomerId customer, int year) =>
        Place(string.Create(CultureInfo.InvariantCulture, $"year:{year}"), customer) < Math.Round(UniversalShare * Places);

    // Each text goes in behind its length, so that no two triples of texts give the same bytes.
    private int Place(string draw, CustomerId customer)
    {
        byte[] text = Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture, $"{Salt.Length}:{Salt}{draw.Length}:{draw}{customer.Value.Length}:{customer.Value}"));
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(text, digest);
        ulong bits = System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(digest);
        return (int)Math.BigMul(bits, Places, out _);
    }
}
