namespace Xtablo.Application.Common;

/// <summary>A command of the command line cannot be carried out.</summary>
/// <param name="sentence">Why, and what to do, for the person who gave it.</param>
public sealed class CommandException(string sentence) : Exception(sentence);
