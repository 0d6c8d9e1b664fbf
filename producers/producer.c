#include "producers/producer.h"
