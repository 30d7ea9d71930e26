namespace Xtablo.Application.Operation;

/// <summary>A command of the command line cannot be carried out.</summary>
/// <param name="sentence">Why, and what to do, for the person who ran it.</param>
public sealed class OperatorException(string sentence) : Exception(sentence);
