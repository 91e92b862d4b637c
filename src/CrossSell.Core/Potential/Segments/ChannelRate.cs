namespace CrossSell;

/// <summary>How often the customers of a segment answer through a channel.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Channel">The channel.</param>
/// <param name="Contacts">The contacts of the segment through it.</param>
/// <param name="Answers">How many of them were answered.</param>
/// <param name="Rate">The share of answers, drawn towards that of all segments: (answers + k · rate of all) / (contacts + k). From 0 to 1.</param>
/// <param name="Lower">Lower end of its interval, by Wilson's formula with contacts + k trials.</param>
/// <param name="Upper">Upper end.</param>
public sealed record ChannelRate(string Channel, int Contacts, int Answers, double Rate, double Lower, double Upper);
