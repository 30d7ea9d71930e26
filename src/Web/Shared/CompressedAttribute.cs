namespace Xtablo.Web.Shared;

/// <summary>
/// Marks a page that is sent compressed (ADR 37): one that shows no secret which stays the same from answer to answer, since the
/// length of a compressed answer tells how much of it the text of a request has guessed.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class CompressedAttribute : Attribute;
