namespace Xtablo.Application.Operation;

/// <summary>A setting has a value that Xtablo cannot start with.</summary>
/// <param name="key">As it is written in the environment, such as <c>ConnectionStrings__Xtablo</c>.</param>
/// <param name="sentence">What is wrong with it, for the person who set it.</param>
public sealed class SettingException(string key, string sentence) : Exception($"{key}: {sentence}");
